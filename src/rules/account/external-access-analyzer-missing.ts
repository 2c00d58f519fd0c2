import { listed } from '../../account/admin-policy.ts';
import { partitions } from '../../policy/partition.ts';
import { defineRule } from '../../rule.ts';

/** Analyzers of unused or internal access are of other types. */
const external = new Set<unknown>(['ACCOUNT', 'ORGANIZATION']);

export default defineRule({
  meta: {
    id: 'external-access-analyzer-missing',
    subject: 'account',
    severity: 'security',
    securitySeverity: 5,
    summary: 'Every region has an active external access analyzer.',
    why: 'Nothing else tells when a bucket, key, queue or role is opened to the outside by mistake.',
    remedy: 'Make an analyzer of type ACCOUNT or ORGANIZATION in each region; it costs nothing.',
    messages: {
      missing: 'No external access analyzer is active in {{regions}}. Make one in each region.',
    },
    needs: ['accessAnalyzer'],
    references: {
      prowler: ['accessanalyzer_enabled'],
      securityHub: ['IAM.28'],
      awsConfig: ['iam-external-access-analyzer-enabled'],
      cis: ['1.4/1.20', '1.5/1.20', '2.0/1.20', '3.0/1.20', '4.0/1.20', '5.0/1.19', '6.0/2.19', '7.0/2.18'],
    },
    since: '0.1.0',
  },
  create: ({ report, skip }) => ({
    account(account) {
      const collected = Object.entries(account.accessAnalyzer ?? {});
      if (collected.length === 0) skip('Access Analyzer was collected in no region');
      const seen = new Set(collected.map(([region]) => region));
      const regions = collected
        .filter(([, { analyzers }]) => !analyzers.some(({ type, status }) => external.has(type) && status === 'ACTIVE'))
        .filter(([region, { analyzers }]) => {
          const isUnknown = analyzers.some(
            ({ type, status }) => typeof type !== 'string' || typeof status !== 'string',
          );
          if (isUnknown) skip(`type or status of an analyzer in ${region} is not known`);
          return !isUnknown;
        })
        .map(([region]) => region)
        .sort();
      const unseen =
        collected.length === 0 ? [] : everyAccountsRegions(account.partition).filter((one) => !seen.has(one));
      if (unseen.length > 0) skip(`Access Analyzer was not collected in ${listed(unseen)}`);
      if (regions.length > 0) report({ at: account, message: 'missing', data: { regions }, evidence: { regions } });
    },
  }),
});

/** Regions that every account has switched on; the others are the customer's choice: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const always: ReadonlySet<string> = new Set([
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1',
  'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
]); // prettier-ignore

function everyAccountsRegions(partition: string): readonly string[] {
  const regions = partitions.find((one) => one.partition === partition)?.regions ?? [];
  return partition === 'aws' ? regions.filter((region) => always.has(region)) : regions;
}
