/** A policy as text in a string of a JSON document: everything in it is located at the string. */
import { pointerOf, type Path, type PolicySource } from '../../policy/place.ts';
import { hasUnknownPart } from '../../policy/unknown.ts';
import type { DetectOptions } from '../detect.ts';
import { readJson, type JsonDocument } from '../json.ts';
import { addPolicy, refOf, sayUnread, type Found, type Holder } from './found.ts';

export interface Embedded {
  readonly document: JsonDocument;
  readonly path: Path;
  readonly text: string;
  readonly holder: Holder;
  /** What to call the attribute in a message. */
  readonly name: string;
}

/** Reads the text and adds its policy, or says why there is none. An empty text is none. */
export function addEmbedded(embedded: Embedded, options: DetectOptions, found: Found): void {
  const { document, path, text, holder, name } = embedded;
  if (text.trim() === '') return;
  const inner = readJson(text);
  const { syntaxError } = inner;
  if (syntaxError && hasUnknownPart(text)) {
    sayUnread(`${name} of ${holder.address}`, 'its text is not known as a whole', document.locate(path), found);
  } else if (syntaxError) {
    const message = `The policy in this string is not valid JSON. ${syntaxError.message}`;
    found.syntaxErrors.push({ message, location: document.locate(path) });
  } else {
    const source = embeddedSource(embedded);
    addPolicy(inner.value, holder, source, options, found);
    for (const { key, path: around } of inner.duplicates) {
      const location = source.locate([...around, key], 'name');
      found.duplicates.push({ key, first: location, location });
    }
  }
}

function embeddedSource({ document, path, holder }: Embedded): PolicySource {
  const pointer = pointerOf('', path);
  return {
    ...(document.file !== undefined && { file: document.file }),
    pointer,
    resource: refOf(holder),
    locate: (inner) => ({ ...document.locate(path), pointer: pointerOf(pointer, inner) }),
  };
}
