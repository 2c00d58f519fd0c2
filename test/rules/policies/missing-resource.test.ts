import rule from '../../../src/rules/policies/missing-resource.ts';
import { testRule } from '../../support/rule-tester.ts';

const policy = (change: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...change }],
});

testRule(rule, {
  valid: [
    { name: 'the right element', policy: policy({}) },
    { name: 'NotResource', policy: policy({ Resource: undefined, NotResource: '*' }) },
    { name: 'the wrong type, which another rule reports', policy: policy({ Resource: 1 }) },
    {
      name: 'the wrong letter case, which another rule reports',
      policy: policy({ Resource: undefined, resource: '*' }),
    },
    { name: 'a misspelt name, which another rule reports', policy: policy({ Resource: undefined, Resources: '*' }) },
    { name: 'a trust policy', type: 'trust', policy: policy({ Action: 'sts:AssumeRole', Resource: undefined }) },
    {
      name: 'a repository policy by its actions',
      type: 'resource',
      policy: policy({ Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], Resource: undefined }),
    },
    {
      name: 'a repository policy by its type',
      type: 'resource',
      resourceType: 'AWS::ECR::Repository',
      policy: policy({ Action: '*', Resource: undefined }),
    },
    {
      name: 'a file system policy',
      type: 'resource',
      policy: policy({ Action: 'elasticfilesystem:ClientMount', Resource: undefined }),
    },
  ],
  invalid: [
    {
      name: 'neither form',
      policy: policy({ Resource: undefined }),
      findings: [{ message: 'missing', at: '/Statement/0', line: 4, column: 5, endColumn: 6 }],
    },
    {
      name: 'a statement without anything',
      policy: { Statement: [{}] },
      findings: [{ message: 'missing', at: '/Statement/0' }],
    },
    { name: 'in an SCP', type: 'scp', policy: policy({ Resource: undefined }), findings: [{ message: 'missing' }] },
    {
      name: 'in a bucket policy',
      type: 'resource',
      policy: policy({ Resource: undefined }),
      findings: [{ message: 'missing' }],
    },
    {
      name: 'repository actions in an identity policy',
      policy: policy({ Action: 'ecr:BatchGetImage', Resource: undefined }),
      findings: [{ message: 'missing' }],
    },
  ],
});
