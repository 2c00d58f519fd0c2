/**
 * Policies in places that the table of attributes does not list: arguments of modules, outputs, locals and variables, and resources
 * of other providers. Each is judged where it is written, as what its content says.
 */
import type { DetectOptions } from '../detect.ts';
import { attributesIn, blocksIn, contentsOf, wordsOf } from './block.ts';
import { exploreCopies } from './copies.ts';
import { evaluate } from './evaluate.ts';
import { Forms } from './forms.ts';
import { addPolicy, pointerTo, refOf, type Found } from './found.ts';
import { findLooks } from './looks.ts';
import type { Module, Unlisted } from './module.ts';
import type { SourceFile } from './source-file.ts';
import type { Syntax } from './syntax.ts';
import type { ModuleIndex } from './uses.ts';
import { sourceOf, toJson, type Value } from './value.ts';

/** Adds the policies of one file that stand in such places. */
export function readByLooks(
  file: SourceFile,
  { module, locals }: ModuleIndex,
  options: DetectOptions,
  found: Found,
): void {
  for (const one of module.unlisted) {
    if (one.file !== file || (one.kind === 'locals' && locals.has(one.labels[0] ?? ''))) continue;
    for (const place of placesIn(one)) readPlace(place, one, module, options, found);
  }
}

interface Place {
  readonly path: readonly string[];
  readonly expression: Syntax;
}

function placesIn({ kind, labels, block, file }: Unlisted): readonly Place[] {
  const all = below(block, file, kind === 'locals' ? [] : labels);
  return all.filter(({ path, expression: { start, end } }) => {
    const isOther = kind === 'locals' && path[0] !== labels[0];
    return !isOther && file.text.slice(start, end).includes('Statement');
  });
}

function below(block: Syntax, file: SourceFile, path: readonly string[]): readonly Place[] {
  const own = attributesIn(block).map(({ name, value }) => ({
    path: [...path, file.text.slice(name.start, name.end)],
    expression: value,
  }));
  const inner = blocksIn(block).flatMap((one) => {
    const [type = '', label = ''] = wordsOf(one, file);
    if (type !== 'dynamic') return below(one, file, [...path, type]);
    return contentsOf(one, file).flatMap((content) => below(content, file, [...path, label]));
  });
  return [...own, ...inner];
}

function readPlace(place: Place, one: Unlisted, module: Module, options: DetectOptions, found: Found): void {
  const { file, block, address, kind, labels } = one;
  const { path, expression } = place;
  const name = kind === 'locals' ? address : `${path.slice(labels.length).join('.')} of ${address}`;
  const holder = { resourceType: typeNames[kind] ?? 'Terraform::Block', address, called: path.join('.') };
  const byPlace = new Map<string, Forms>();
  const { results, omitted } = exploreCopies(block, file, module, (scope) => evaluate(expression, scope));
  for (const look of results.flatMap((value) => findLooks(value))) {
    const { policy, at, reason } = look;
    if (!isWithin(at, expression, file)) continue;
    const pointer = pointerTo(kind, ...path, ...look.path);
    const forms = byPlace.get(pointer) ?? new Forms(found);
    byPlace.set(pointer, forms);
    const source = { file: file.path, pointer, resource: refOf(holder) };
    // A template's text is not yet what the provider sees.
    if (policy && kind !== 'data') {
      forms.add(policy, () => { addPolicy(toJson(policy), holder, sourceOf(policy, source), options, found); }); // prettier-ignore
    } else forms.unread(name, reason ?? 'what becomes of its text is not known', at());
  }
  const [first = new Forms(found), ...others] = byPlace.values();
  first.unreadRest(name, omitted, file.spot(expression)());
  for (const forms of others) forms.unreadRest(name, [], file.spot(expression)());
}

const typeNames: Readonly<Record<string, string>> = {
  module: 'Terraform::Module',
  output: 'Terraform::Output',
  variable: 'Terraform::Variable',
  locals: 'Terraform::Local',
  resource: 'Terraform::Resource',
};

/** What comes from a local is judged there. */
function isWithin(at: Value['at'], expression: Syntax, file: SourceFile): boolean {
  const [place, around] = [at(), file.spot(expression)()];
  const [line = 0, first = 0, last = 0] = [place.line, around.line, around.endLine];
  return place.file === file.path && line >= first && line <= last;
}
