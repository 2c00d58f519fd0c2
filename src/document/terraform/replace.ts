/**
 * Functions that replace something in the JSON text of a policy: what the document of the policy says is not what is deployed.
 * https://developer.hashicorp.com/terraform/language/functions/replace
 * https://developer.hashicorp.com/terraform/language/functions/templatestring
 */
import { hasUnknownPart, unknownPart } from '../../policy/unknown.ts';
import { asText, isReasonable, type Spot, type TextValue, type Value } from './value.ts';

/** `replace(text, search, by)` of encoded JSON. */
export function replaceIn([text, search, by]: readonly Value[], at: Spot): Value | undefined {
  if (!isEncoded(text) || !search || !by) return undefined;
  const [from, to] = [asText(search), asText(by)];
  const isPlain =
    from !== undefined && to !== undefined && isSimple(from) && isSimple(to) && !/^$|^\/.*\/$/s.test(from);
  if (!isPlain || hasUnknownPart(from)) return undecided(text, 'replace', at);
  return changed(text, at, (one) => one.replaceAll(from, () => to));
}

/** `templatestring(text, variables)` of encoded JSON. */
export function fillIn([text]: readonly Value[], at: Spot): Value | undefined {
  if (!isEncoded(text)) return undefined;
  return changed(text, at, (one) =>
    one.replace(/([$%])\{([^}]*)\}/g, (_, _mark, inside: string) => unknownPart(inside.trim())),
  );
}

function isEncoded(text: Value | undefined): text is TextValue & { readonly json: Value } {
  return text?.kind === 'text' && text.json !== undefined && isReasonable(text.json);
}

/** Whether it stands in JSON as it is. */
function isSimple(text: string): boolean {
  return !/["\\\n\r\t]/.test(text);
}

function undecided({ document, source = document }: TextValue, expression: string, at: Spot): Value {
  return { kind: 'unknown', expression, at, ...(source !== undefined && { source }) };
}

function changed(text: TextValue & { readonly json: Value }, at: Spot, change: (text: string) => string): Value {
  const source = text.source ?? text.document;
  return { kind: 'text', text: '', json: mapTexts(text.json, change), at, ...(source !== undefined && { source }) };
}

function mapTexts(value: Value, change: (text: string) => string): Value {
  switch (value.kind) {
    case 'text':
      return value.json ? { ...value, json: mapTexts(value.json, change) } : { ...value, text: change(value.text) };
    case 'list':
      return { ...value, items: value.items.map((item) => mapTexts(item, change)) };
    case 'object':
      return {
        ...value,
        members: value.members.map((one) => ({ ...one, name: change(one.name), value: mapTexts(one.value, change) })),
      };
    default:
      return value;
  }
}
