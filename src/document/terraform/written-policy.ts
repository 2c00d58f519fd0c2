/** A policy in an attribute of a Terraform resource, in each of its forms. */
import type { DetectOptions } from '../detect.ts';
import { Forms } from './forms.ts';
import { addPolicy, pointerTo, refOf, type Found, type Holder } from './found.ts';
import type { Module, WrittenAttribute } from './module.ts';
import { describeSyntax } from './source-file.ts';
import { readWritten } from './template.ts';
import { valuesOf } from './uses.ts';
import { isReasonable, sourceOf, toJson, type TextValue, type Value } from './value.ts';

/** Reads the attribute; a document that it refers to is judged where it stands. */
export function readAttribute(
  written: WrittenAttribute,
  holder: Holder,
  module: Module,
  options: DetectOptions,
  found: Found,
): void {
  const { resource: { file }, attribute, expression } = written; // prettier-ignore
  const { results: values, omitted } = valuesOf(written, module);
  const forms = new Forms(found);
  const name = `${attribute.path.join('.')} of ${holder.address}`;
  const isKnownElse = values.some(({ kind }) => kind === 'text') && values.some(({ kind }) => kind === 'unknown');
  const unread = (reason: string): void => {
    forms.unread(isKnownElse ? `One form of ${name}` : name, reason, file.spot(expression)());
  };
  const place = { file: file.path, pointer: pointerOf(written), resource: refOf(holder) };
  const add = (policy: Value): void => {
    if (!isReasonable(policy)) unread('it is too large for a policy');
    else forms.add(policy, () => { addPolicy(toJson(policy), holder, sourceOf(policy, place), options, found); }); // prettier-ignore
  };
  for (const value of values) {
    if (value.kind === 'text') readText(value, forms, { add, unread, found });
    else if (value.kind !== 'scalar')
      unread(notKnown(value.kind === 'unknown' ? value.expression : describeSyntax(expression, file)));
  }
  forms.unreadRest(name, omitted, file.spot(expression)());
}

function notKnown(expression: string): string {
  return `its value is not known before it is deployed: ${expression}`;
}

function pointerOf({ resource: { type, name }, attribute, indexes }: WrittenAttribute): string {
  const path = attribute.path.flatMap((step, index) =>
    indexes[index] === undefined ? [step] : [step, indexes[index]],
  );
  return pointerTo('resource', type, name, ...path);
}

interface Taking {
  readonly add: (policy: Value) => void;
  readonly unread: (reason: string) => void;
  readonly found: Found;
}

function readText(value: TextValue, forms: Forms, { add, unread, found }: Taking): void {
  const { document, json, written, text } = value;
  if (document !== undefined) return;
  if (json) {
    if (json.kind === 'unknown') unread(notKnown(json.expression));
    else add(json);
  }
  if (json || !written || text.trim() === '') return;
  const read = readWritten(written);
  if ('unknown' in read) unread(read.unknown);
  else if ('fault' in read) {
    const message = `The policy in this string is not valid JSON. ${read.fault}`;
    forms.once([message, read.location], () => found.syntaxErrors.push({ message, location: read.location }));
  } else {
    for (const one of read.duplicates) forms.once(one, () => found.duplicates.push(one));
    add(read.policy);
  }
}
