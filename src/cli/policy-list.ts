/** What reports say of the policies that were read. */
import type { Finding } from '../finding.ts';
import type { Policy, Text } from '../policy/model.ts';
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
  readonly statements: readonly { readonly index: number; readonly sid?: Pick<Text, 'text'> }[];
}

/** The names of a policy's statements without the rest of it. */
export function nameStatements({ source, statements }: Policy): NamedStatements {
  const { file, pointer } = source;
  return {
    source: { ...(file !== undefined && { file }), pointer },
    statements: statements.map(({ index, sid }) => ({ index, ...(sid && { sid: { text: sid.text } }) })),
  };
}

/** Sid of the statement a finding stands in. */
export function findSid(policies: readonly NamedStatements[], { location }: Finding): string | undefined {
  const { file, pointer = '' } = location;
  for (const { source, statements } of policies) {
    if (source.file !== file || !pointer.startsWith(`${source.pointer}/Statement`)) continue;
    const [index = '0'] = pointer.slice(source.pointer.length + '/Statement/'.length).split('/');
    const statement = /^\d+$/.test(index) ? statements.find((one) => one.index === Number(index)) : statements[0];
    if (statement) return statement.sid?.text;
  }
  return undefined;
}
