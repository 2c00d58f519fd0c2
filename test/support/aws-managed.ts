/** The AWS managed policies that tests attach by name, short, but with the same effect as AWS's own where that matters. */

type Statement = Readonly<Record<string, unknown>>;

const allowAll = (Action: string | readonly string[]): Statement => ({ Effect: 'Allow', Action, Resource: '*' });

const documents = new Map<string, readonly Statement[]>([
  ['AdministratorAccess', [allowAll('*')]],
  [
    'ReadOnlyAccess',
    [
      allowAll([
        'ec2:Describe*',
        'iam:Get*',
        'iam:List*',
        's3:Get*',
        's3:List*',
        'lambda:Get*',
        'lambda:List*',
        'sqs:List*',
      ]),
    ],
  ],
  [
    'ViewOnlyAccess',
    [allowAll(['ec2:Describe*', 'iam:List*', 's3:ListAllMyBuckets', 's3:ListBucket', 'lambda:List*'])],
  ],
  [
    'SecurityAudit',
    [allowAll(['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport', 's3:GetBucketPolicy', 'ec2:Describe*'])],
  ],
  [
    'PowerUserAccess',
    [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allowAll([
        'iam:CreateServiceLinkedRole',
        'iam:DeleteServiceLinkedRole',
        'iam:ListRoles',
        'organizations:DescribeOrganization',
      ]),
    ],
  ],
  [
    'IAMFullAccess',
    [
      allowAll([
        'iam:*',
        'organizations:DescribeAccount',
        'organizations:DescribeOrganization',
        'organizations:ListPolicies',
      ]),
    ],
  ],
  [
    'IAMReadOnlyAccess',
    [allowAll(['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport', 'iam:SimulatePrincipalPolicy'])],
  ],
  ['AmazonS3FullAccess', [allowAll(['s3:*', 's3-object-lambda:*'])]],
  ['AmazonS3ReadOnlyAccess', [allowAll(['s3:Get*', 's3:List*', 's3:Describe*'])]],
  ['AmazonEC2FullAccess', [allowAll(['ec2:*', 'elasticloadbalancing:*', 'cloudwatch:*', 'autoscaling:*'])]],
  ['AWSCloudHSMFullAccess', [allowAll('cloudhsm:*')]],
  ['AWSCloudHSMReadOnlyAccess', [allowAll(['cloudhsm:Get*', 'cloudhsm:List*', 'cloudhsm:Describe*'])]],
  ['AWSCloudShellFullAccess', [allowAll('cloudshell:*')]],
  ['AWSSupportAccess', [allowAll('support:*')]],
  [
    'AWSProtonFullAccess',
    [
      allowAll('proton:*'),
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: { StringEquals: { 'iam:PassedToService': 'proton.amazonaws.com' } },
      },
    ],
  ],
  [
    'AWSProtonDeveloperAccess',
    [allowAll(['proton:CreateService', 'proton:UpdateService', 'proton:Get*', 'proton:List*'])],
  ],
  ['AWSProtonCodeBuildProvisioningBasicAccess', [allowAll(['proton:NotifyResourceDeploymentStatusChange'])]],
]);

/** May `attached` name it without an ARN? */
export function isAwsManagedName(name: string): boolean {
  return documents.has(name);
}

/** Its entry in `Policies`; undefined for a policy without a text here, which then stays unknown to the reader. */
export function awsManagedPolicy(
  arn: string,
  attachmentCount: number,
  boundaryUsageCount: number,
): Record<string, unknown> | undefined {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const list = /^arn:[^:]*:iam::aws:policy\//.test(arn) ? documents.get(name) : undefined;
  if (!list) return undefined;
  const created = '2015-02-06T18:39:46Z';
  return {
    PolicyName: name,
    PolicyId: `ANPAAWS${name.toUpperCase().slice(0, 14)}`,
    Arn: arn,
    Path: '/',
    DefaultVersionId: 'v1',
    AttachmentCount: attachmentCount,
    PermissionsBoundaryUsageCount: boundaryUsageCount,
    IsAttachable: true,
    CreateDate: created,
    UpdateDate: created,
    PolicyVersionList: [
      {
        Document: { Version: '2012-10-17', Statement: list },
        VersionId: 'v1',
        IsDefaultVersion: true,
        CreateDate: created,
      },
    ],
  };
}
