import rule from '../../../src/rules/users/user-untagged.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'any tag', account: bundle({ users: [user('ana', { tags: { owner: 'ana' } })] }) },
    {
      name: 'the required tags',
      account: bundle({ users: [user('ana', { tags: { owner: 'ana', purpose: 'work' } })] }),
      options: { keys: ['owner'] },
    },
  ],
  invalid: [
    { name: 'none', account: bundle({ users: [user('ana')] }), findings: [{ message: 'untagged', resource: 'ana' }] },
    {
      name: 'tags of AWS only',
      account: bundle({ users: [user('ana', { tags: { 'aws:cloudformation:stack-name': 'users' } })] }),
      findings: [{ message: 'untagged' }],
    },
    {
      name: 'a required one is absent',
      account: bundle({ users: [user('ana', { tags: { Owner: 'ana' } })] }),
      options: { keys: ['owner', 'purpose'] },
      findings: [{ message: 'incomplete', text: 'owner, purpose' }],
    },
  ],
});
