import rule from '../../../src/rules/users/user-without-hardware-mfa.ts';
import { bundle, user } from '../../support/account.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'a hardware token', account: bundle({ users: [user('ana', { mfa: ['GAHT12345678'] })] }) },
    {
      name: 'a security key',
      account: bundle({ users: [user('ana', { mfa: ['arn:aws:iam::111122223333:u2f/user/ana/key-ABCDEFGH'] })] }),
    },
    { name: 'no device is another finding', account: bundle({ users: [user('ana', { mfa: [] })] }) },
    { name: 'devices not collected', account: bundle({ users: [user('ana')] }), skipped: 'no mfa devices' },
    {
      name: 'devices collected for others',
      account: bundle({ users: [user('ana')], rest: { mfaDevices: { bo: { MFADevices: [] } } } }),
      skipped: 'not collected for ana',
    },
  ],
  invalid: [
    {
      name: 'virtual',
      account: bundle({ users: [user('ana', { mfa: ['arn:aws:iam::111122223333:mfa/ana'] })] }),
      findings: [{ message: 'virtual', resource: 'ana', severity: 'security' }],
    },
    {
      name: 'virtual beside a security key',
      account: bundle({
        users: [
          user('ana', {
            mfa: ['arn:aws:iam::111122223333:u2f/user/ana/key-ABCDEFGH', 'arn:aws:iam::111122223333:mfa/ana'],
          }),
        ],
      }),
      findings: [{ message: 'virtual' }],
    },
    {
      name: 'text messages',
      account: bundle({ users: [user('ana', { mfa: ['arn:aws:iam::111122223333:sms-mfa/ana'] })] }),
      findings: [{ message: 'sms' }],
    },
  ],
});
