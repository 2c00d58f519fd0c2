/** The HCL parser: an optional package, and the grammar beside the code. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Parser } from 'web-tree-sitter';
import { InputError } from '../../errors.ts';

const grammar = 'tree-sitter-terraform.wasm';

/** Loads the parser. Rejects with an InputError, whose message is a predicate, when the package is not installed. */
export async function loadParser(): Promise<Parser> {
  const library = await import('web-tree-sitter').catch(() => undefined);
  if (library === undefined) throw new InputError('needs the package web-tree-sitter; install it to read .tf files');
  await library.Parser.init();
  const parser = new library.Parser();
  parser.setLanguage(await library.Language.load(readFileSync(grammarFile())));
  return parser;
}

/** In the built package beside the code; when run from source, that of the development package. */
function grammarFile(): string {
  const built = fileURLToPath(new URL(`./terraform/${grammar}`, import.meta.url));
  if (existsSync(built)) return built;
  return createRequire(import.meta.url).resolve(`@tree-sitter-grammars/tree-sitter-hcl/${grammar}`);
}
