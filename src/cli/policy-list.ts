/** What reports say of the policies that were read. */
import type { Finding } from '../finding.ts';
import type { Policy, Text } from '../policy/model.ts';
import { locate, type Place } from '../policy/place.ts';
import type { Report } from '../report/report.ts';

export function describePolicies(policies: readonly Policy[]): Report['policies'] {
  return policies.map(({ source, type }) => ({
    ...(source.file !== undefined && { file: source.file }),
    policyType: type,
    ...(source.resource && { resource: source.resource }),
    pointer: source.pointer,
  }));
}

/** What `findSid` needs of a policy: little enough to keep of thousands. */
export interface NamedStatements {
  readonly source: Pick<Policy['source'], 'file' | 'pointer'>;
  readonly statements: readonly NamedStatement[];
}

interface NamedStatement {
  readonly index: number;
  readonly sid?: Pick<Text, 'text'>;
  /** Where it stands in the file, when that is not `Statement` and its index below the policy. */
  readonly pointer?: string;
}

/** The names of a policy's statements without the rest of it. */
export function nameStatements({ source, statements }: Policy): NamedStatements {
  const { file, pointer } = source;
  return {
    source: { ...(file !== undefined && { file }), pointer },
    statements: statements.map(({ index, sid, place }) => ({
      index,
      ...(sid && { sid: { text: sid.text } }),
      ...elsewhere(place, `${pointer}/Statement`),
    })),
  };
}

/** The branches of a template's conditions stand apart from the list that they are part of. */
function elsewhere(place: Place, list: string): { readonly pointer?: string } {
  const { pointer } = locate(place);
  return pointer === undefined || /^(?:\/\d+)?$/.test(pointer.slice(list.length)) ? {} : { pointer };
}

/** Sid of the statement a finding stands in. */
export function findSid(policies: readonly NamedStatements[], { location }: Finding): string | undefined {
  const { file, pointer = '' } = location;
  for (const { source, statements } of policies) {
    if (source.file !== file) continue;
    const other = statements.find((one) => one.pointer !== undefined && `${pointer}/`.startsWith(`${one.pointer}/`));
    if (other) return other.sid?.text;
    if (!pointer.startsWith(`${source.pointer}/Statement`)) continue;
    const [index = '0'] = pointer.slice(source.pointer.length + '/Statement/'.length).split('/');
    const statement = /^\d+$/.test(index) ? statements.find((one) => one.index === Number(index)) : statements[0];
    if (statement && statement.pointer === undefined) return statement.sid?.text;
  }
  return undefined;
}
