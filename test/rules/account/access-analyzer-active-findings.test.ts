import rule from '../../../src/rules/account/access-analyzer-active-findings.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

const arn = 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/main';
/** One analyzer with findings of these statuses; undefined: they were not collected. */
const analyzer = (status: string | undefined, findings: readonly string[] | undefined) => ({
  accessAnalyzer: {
    'eu-west-1': {
      analyzers: [{ arn, name: 'main', type: 'ACCOUNT', status }],
      findings: findings ? { [arn]: findings.map((each, index) => ({ id: String(index), status: each })) } : {},
    },
  },
});

testRule(rule, {
  valid: [
    { name: 'no findings', account: bundle({ rest: analyzer('ACTIVE', []) }) },
    { name: 'archived and resolved', account: bundle({ rest: analyzer('ACTIVE', ['ARCHIVED', 'RESOLVED']) }) },
    { name: 'an analyzer that is switched off', account: bundle({ rest: analyzer('DISABLED', ['ACTIVE']) }) },
    {
      name: 'an analyzer without status',
      account: bundle({ rest: analyzer(undefined, ['ACTIVE']) }),
      skipped: 'the status of analyzer main in eu-west-1 is not known',
    },
    { name: 'not collected', account: bundle(), skipped: 'no access analyzer' },
    {
      name: 'findings not collected',
      account: bundle({ rest: analyzer('ACTIVE', undefined) }),
      skipped: 'the findings of analyzer main',
    },
  ],
  invalid: [
    {
      name: 'two open',
      account: bundle({ rest: analyzer('ACTIVE', ['ACTIVE', 'ARCHIVED', 'ACTIVE']) }),
      findings: [
        {
          message: 'open',
          resource: 'main',
          severity: 'warning',
          text: '(2)',
          evidence: { region: 'eu-west-1', findings: 2 },
        },
      ],
    },
  ],
});
