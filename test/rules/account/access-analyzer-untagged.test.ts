import rule from '../../../src/rules/account/access-analyzer-untagged.ts';
import { bundle } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

/** One analyzer with these tags. */
const analyzer = (tags: Readonly<Record<string, string>> | undefined) => ({
  accessAnalyzer: {
    'eu-west-1': {
      analyzers: [{ arn: 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/main', name: 'main', tags }],
      findings: {},
    },
  },
});

testRule(rule, {
  valid: [
    { name: 'any tag', account: bundle({ rest: analyzer({ owner: 'ana' }) }) },
    {
      name: 'no analyzers',
      account: bundle({ rest: { accessAnalyzer: { 'eu-west-1': { analyzers: [], findings: {} } } } }),
    },
    { name: 'not collected', account: bundle(), skipped: 'no access analyzer' },
  ],
  invalid: [
    {
      name: 'none',
      account: bundle({ rest: analyzer(undefined) }),
      findings: [{ message: 'untagged', resource: 'main', text: 'in eu-west-1' }],
    },
    {
      name: 'a required one is absent',
      account: bundle({ rest: analyzer({ owner: 'ana' }) }),
      options: { keys: ['purpose'] },
      findings: [{ message: 'incomplete', text: 'purpose' }],
    },
  ],
});
