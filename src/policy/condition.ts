/**
 * The name of a condition operator taken apart: `ForAllValues:StringLikeIfExists` is a set qualifier, an operator and
 * the IfExists suffix.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */

export type OperatorFamily = 'string' | 'arn' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'null';

export interface ParsedOperator {
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  /** The documented spelling when known, else the text left as written. */
  readonly base: string;
  /** Undefined for an operator AWS does not document. */
  readonly family: OperatorFamily | undefined;
  /** Matches when the value is not among those listed, so also when the key is absent. */
  readonly negated: boolean;
  readonly known: boolean;
  /** Written in the documented letter case, qualifier and suffix included. */
  readonly exactCase: boolean;
}

const namesByFamily: Readonly<Record<OperatorFamily, readonly string[]>> = {
  string: [
    'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike',
  ],
  numeric: [
    'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  date: [
    'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals',
  ],
  bool: ['Bool'],
  binary: ['BinaryEquals'],
  ip: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
  null: ['Null'],
}; // prettier-ignore

/** The operators AWS documents, without qualifier and suffix. */
export const operatorNames: readonly string[] = Object.values(namesByFamily).flat();

interface KnownOperator {
  readonly name: string;
  readonly family: OperatorFamily;
}

const operators: ReadonlyMap<string, KnownOperator> = new Map(
  (Object.keys(namesByFamily) as OperatorFamily[]).flatMap((family) =>
    namesByFamily[family].map((name) => [name.toLowerCase(), { name, family }] as const),
  ),
);

const qualifiers = ['ForAllValues', 'ForAnyValue'] as const;
const suffix = 'IfExists';

/**
 * Takes an operator name apart. The documentation does not say whether letter case counts; names are therefore found in
 * any case, and `exactCase` tells whether the documented one was used.
 */
export function parseOperator(text: string): ParsedOperator {
  const lower = text.toLowerCase();
  const qualifier = qualifiers.find((name) => lower.startsWith(`${name.toLowerCase()}:`));
  const rest = qualifier === undefined ? text : text.slice(qualifier.length + 1);
  const ifExists = rest.toLowerCase().endsWith(suffix.toLowerCase());
  const bare = ifExists ? rest.slice(0, -suffix.length) : rest;
  const found = operators.get(bare.toLowerCase());
  const base = found?.name ?? bare;
  return {
    qualifier,
    ifExists,
    base,
    family: found?.family,
    negated: found !== undefined && base.includes('Not'),
    known: found !== undefined,
    exactCase: text === `${qualifier === undefined ? '' : `${qualifier}:`}${base}${ifExists ? suffix : ''}`,
  };
}
