import rule from '../../../src/rules/least-privilege/attached-aws-managed-full-access.ts';
import { testRule } from '../../support/rule-tester.ts';

const attached = (policyArn: string) => ({
  attachment: { policyArn, ref: { type: 'AWS::IAM::Role', name: 'Worker' }, location: { file: 'a.yaml', line: 7 } },
});
const ofAws = (name: string) => attached(`arn:aws:iam::aws:policy/${name}`);

testRule(rule, {
  valid: [
    { name: 'read-only access', ...ofAws('AmazonS3ReadOnlyAccess') },
    { name: 'a policy of the customer', ...attached('arn:aws:iam::111122223333:policy/ReportsFullAccess') },
    { name: 'AdministratorAccess has its own rule', ...ofAws('AdministratorAccess') },
    { name: 'CloudShell has its own rule', ...ofAws('AWSCloudShellFullAccess') },
    { name: 'what a service needs for its role', ...ofAws('service-role/AWSLambdaBasicExecutionRole') },
    { name: 'a name that only deployment knows', ...ofAws('\uE000Name\uE001') },
  ],
  invalid: [
    {
      name: 'IAM',
      ...ofAws('IAMFullAccess'),
      findings: [{ message: 'iam', line: 7, resource: 'Worker', severity: 'security' }],
    },
    {
      name: 'nearly all services',
      ...ofAws('PowerUserAccess'),
      findings: [{ message: 'power', severity: 'warning' }],
    },
    {
      name: 'one service',
      ...ofAws('AmazonS3FullAccess'),
      findings: [{ message: 'service', text: 'AmazonS3FullAccess gives Worker', severity: 'suggestion' }],
    },
    { name: 'one service, with an underscore', ...ofAws('AWSLambda_FullAccess'), findings: [{ message: 'service' }] },
    { name: 'a later edition', ...ofAws('AmazonDynamoDBFullAccess_v2'), findings: [{ message: 'service' }] },
    {
      name: 'another partition',
      ...attached('arn:aws-cn:iam::aws:policy/IAMFullAccess'),
      findings: [{ message: 'iam' }],
    },
  ],
});
