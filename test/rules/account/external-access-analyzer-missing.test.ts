import rule from '../../../src/rules/account/external-access-analyzer-missing.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

/** Analyzers by region, as type and status. */
const analyzers = (regions: Readonly<Record<string, readonly (readonly [string, string | undefined])[]>>) => ({
  accessAnalyzer: Object.fromEntries(
    Object.entries(regions).map(([region, list]) => [
      region,
      {
        analyzers: list.map(([type, status]) => ({
          arn: `arn:aws:access-analyzer:${region}:111122223333:analyzer/${type}`,
          name: type,
          type,
          status,
        })),
        findings: {},
      },
    ]),
  ),
});

const inChina = (regions: readonly string[]) =>
  JSON.parse(
    JSON.stringify(
      bundle({
        users: [user('ana')],
        rest: analyzers(Object.fromEntries(regions.map((one) => [one, [['ACCOUNT', 'ACTIVE']]]))),
      }),
    ).replaceAll('arn:aws:', 'arn:aws-cn:'),
  ) as ReturnType<typeof bundle>;

testRule(rule, {
  valid: [
    {
      name: 'of the account',
      account: bundle({ rest: analyzers({ 'eu-west-1': [['ACCOUNT', 'ACTIVE']] }) }),
      skipped: 'was not collected in ap-northeast-1, ap-northeast-2',
    },
    { name: 'in every Region of China', account: inChina(['cn-north-1', 'cn-northwest-1']) },
    { name: 'in half of China', account: inChina(['cn-north-1']), skipped: 'was not collected in cn-northwest-1' },
    {
      name: 'of the organization',
      account: bundle({ rest: analyzers({ 'eu-west-1': [['ORGANIZATION', 'ACTIVE']] }) }),
      skipped: 'was not collected in',
    },
    {
      name: 'an analyzer without status',
      account: bundle({ rest: analyzers({ 'eu-west-1': [['ACCOUNT', undefined]] }) }),
      skipped: 'type or status of an analyzer in eu-west-1 is not known',
    },
    { name: 'not collected', account: bundle(), skipped: 'no access analyzer' },
    { name: 'no region collected', account: bundle({ rest: analyzers({}) }), skipped: 'in no region' },
  ],
  invalid: [
    {
      name: 'none in one region',
      account: bundle({ rest: analyzers({ 'us-east-1': [], 'eu-west-1': [['ACCOUNT', 'ACTIVE']], 'eu-north-1': [] }) }),
      findings: [
        {
          message: 'missing',
          resource: '111122223333',
          severity: 'security',
          text: 'eu-north-1, us-east-1',
          evidence: { regions: ['eu-north-1', 'us-east-1'] },
        },
      ],
    },
    {
      name: 'disabled',
      account: bundle({ rest: analyzers({ 'eu-west-1': [['ACCOUNT', 'DISABLED']] }) }),
      findings: [{ message: 'missing' }],
    },
    {
      name: 'of unused access',
      account: bundle({ rest: analyzers({ 'eu-west-1': [['ACCOUNT_UNUSED_ACCESS', 'ACTIVE']] }) }),
      findings: [{ message: 'missing' }],
    },
  ],
});
