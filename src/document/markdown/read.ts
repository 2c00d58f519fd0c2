/** Policies in the code blocks of a Markdown file that somebody named. https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
import type { Attachment } from '../../rule.ts';
import type { Found } from '../detect.ts';
import { readJson, type JsonDocument } from '../json.ts';
import { looksLikePolicyText } from '../policy-type.ts';
import { readDocument, type Read } from '../readers.ts';
import { readYaml } from '../yaml/document.ts';

interface Block {
  readonly language: string;
  readonly start: number;
  readonly end: number;
}

/** Reads the blocks marked as JSON or YAML, and unmarked ones that begin like JSON. An example that is cut short is no error. */
export const readMarkdown: Read = (text, path, options) => {
  const found: Found & { attachments: Attachment[] } = {
    policies: [],
    syntaxErrors: [],
    duplicates: [],
    unread: [],
    attachments: [],
  };
  for (const { language, start, end } of findBlocks(text)) {
    const content = text.slice(start, end);
    const isYaml = /^ya?ml$/.test(language);
    if (!isYaml && !/^jsonc?$/.test(language) && (language !== '' || !/^\s*[{[]/.test(content))) continue;
    // Blank up to the block, so that every position is the file's.
    const padded = text.slice(0, start).replace(/[^\r\n]/g, ' ') + content;
    const document = asExample(
      isYaml ? readYaml(padded, path) : readJson(padded, { file: path, jsonc: language === 'jsonc' }),
    );
    if (document.syntaxError) {
      const { message, location } = document.syntaxError;
      if (looksLikePolicyText(content))
        found.unread.push({ message: `The code block was not read. ${message}`, location });
      continue;
    }
    // A type that was asked for would take every example for a policy.
    const inner = readDocument(document, { ...options, policyType: undefined });
    found.policies.push(...inner.policies);
    found.syntaxErrors.push(...inner.syntaxErrors);
    found.duplicates.push(...inner.duplicates);
    found.unread.push(...inner.unread);
    found.attachments.push(...(inner.attachments ?? []));
  }
  return {
    ...found,
    document: { text, syntaxError: undefined, duplicates: found.duplicates },
    looksLikePolicies: false,
  };
};

/** Nothing is fixed in a text that is written for people. */
function asExample(document: JsonDocument): JsonDocument {
  return { ...document, range: () => undefined };
}

function findBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { readonly fence: string; readonly language: string; readonly start: number } | undefined;
  let at = 0;
  for (const line of text.split('\n')) {
    const next = at + line.length + 1;
    const [, fence = '', language = ''] = /^[ \t>]*(`{3,}|~{3,})[ \t]*([\w-]*)/.exec(line) ?? [];
    if (open === undefined && fence !== '') open = { fence, language: language.toLowerCase(), start: next };
    else if (open !== undefined && fence.startsWith(open.fence) && language === '') {
      blocks.push({ language: open.language, start: open.start, end: at });
      open = undefined;
    }
    at = next;
  }
  return blocks;
}
