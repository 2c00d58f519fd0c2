/** The analyzers of IAM Access Analyzer, region by region. */
import type { Account, Entity } from './model.ts';
import { isMembers, own, recordOf, textAt, type Members } from './shape.ts';

export interface Analyzer {
  readonly at: Entity;
  readonly name: string;
  readonly region: string;
  readonly status: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Undefined when they were not collected. */
  readonly findings: readonly Members[] | undefined;
}

/** Those with an ARN, as the AWS CLI prints them. */
export function analyzersOf({ accessAnalyzer = {}, file }: Account): readonly Analyzer[] {
  return Object.entries(accessAnalyzer).flatMap(([region, { analyzers, findings }]) =>
    analyzers.flatMap((raw) => {
      const arn = textAt(raw, 'arn');
      if (arn === undefined) return [];
      const name = textAt(raw, 'name') ?? arn;
      const ref = { type: 'AWS::AccessAnalyzer::Analyzer', name, arn };
      const at = { ...(file !== undefined && { file }), ref };
      const listed = Object.hasOwn(findings, arn) ? findings[arn] : undefined;
      return [{ at, name, region, status: textAt(raw, 'status'), tags: tagsOf(raw), findings: listed }];
    }),
  );
}

function tagsOf(analyzer: Members): Readonly<Record<string, string>> {
  const tags = own(analyzer, 'tags');
  return recordOf(
    Object.entries(isMembers(tags) ? tags : {}).map(([key, value]): [string, string] => [key, String(value)]),
  );
}
