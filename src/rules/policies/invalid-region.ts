import { defineRule } from '../../rule.ts';
import { nearest } from '../../catalog/suggest.ts';
import partitionData from '../../data/partitions.json' with { type: 'json' };
import { isKnownRegion, partitions } from '../../policy/partition.ts';
import { familyOf, isFixed } from '../../semantics/condition-value.ts';

const { asOf } = partitionData;
const regions = partitions.flatMap((partition) => partition.regions);

/** Keys that hold a Region code and nothing else. */
const regionKeys: ReadonlySet<string> = new Set(['aws:requestedregion', 'ec2:region', 'kms:replicaregion']);

/**
 * What `aws:RequestedRegion` holds when Bedrock picks the Region.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/global-cross-region-inference.html
 */
const noRegion = 'unspecified';

export default defineRule({
  meta: {
    id: 'invalid-region',
    subject: 'policy',
    severity: 'error',
    summary: 'A value of a Region key is the code of a Region.',
    why: 'A condition on a Region that does not exist never matches, so an Allow grants nothing and a Deny by exception denies too much.',
    remedy: 'Use a Region code such as eu-west-1.',
    messages: {
      unknown: '"{{region}}" is no AWS Region known in {{asOf}}.',
      near: '"{{region}}" is no AWS Region known in {{asOf}}. Did you mean "{{near}}"?',
    },
    references: { accessAnalyzer: ['INVALID_REGION'] },
    since: '0.1.0',
  },
  create: ({ report }) => ({
    condition(condition) {
      if (!regionKeys.has(condition.key.text.toLowerCase()) || familyOf(condition) !== 'string') return;
      for (const value of condition.values) {
        const region = value.text;
        if (!isFixed(value) || isKnownRegion(region) || region === noRegion) continue;
        const near = nearest(region, regions)[0];
        const data = { region, asOf };
        if (near === undefined) report({ at: value, message: 'unknown', data });
        else report({ at: value, message: 'near', data: { ...data, near } });
      }
    },
  }),
});
