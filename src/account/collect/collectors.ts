/** What one operation each can tell, as data. `permission` also makes up the policy of `scan --print-policy`. */
import type { IAM } from '@aws-sdk/client-iam';
import type { Http } from './session.ts';
import type { Part } from './types.ts';

interface Page {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

export interface Collector {
  readonly part: Part;
  readonly permission: string;
  readonly members: readonly string[];
  readonly needs?: 'some';
  /** `NoSuchEntity` means that the account has none. */
  readonly absentIsNull?: true;
  call(iam: IAM, page: Page, http: Http): Promise<object>;
}

/**
 * The backbone. Without `Filter`, as the AWS CLI asks: the trust, inline and attached policies of everyone, and
 * the documents of the managed policies.
 */
export const authorizationDetails: Collector = {
  part: 'authorizationDetails',
  permission: 'iam:GetAccountAuthorizationDetails',
  members: ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
  needs: 'some',
  call: (iam, page, http) => iam.getAccountAuthorizationDetails(page, http),
};

export const collectors: readonly Collector[] = [
  {
    part: 'accountSummary',
    permission: 'iam:GetAccountSummary',
    members: ['SummaryMap'],
    call: (iam, _page, http) => iam.getAccountSummary({}, http),
  },
  {
    part: 'passwordPolicy',
    permission: 'iam:GetAccountPasswordPolicy',
    members: ['PasswordPolicy'],
    absentIsNull: true,
    call: (iam, _page, http) => iam.getAccountPasswordPolicy({}, http),
  },
  {
    // Answered in the management account and for delegated administrators only.
    part: 'organizationsFeatures',
    permission: 'iam:ListOrganizationsFeatures',
    members: ['EnabledFeatures'],
    call: (iam, _page, http) => iam.listOrganizationsFeatures({}, http),
  },
  {
    part: 'virtualMfaDevices',
    permission: 'iam:ListVirtualMFADevices',
    members: ['VirtualMFADevices'],
    call: (iam, page, http) => iam.listVirtualMFADevices(page, http),
  },
  {
    part: 'serverCertificates',
    permission: 'iam:ListServerCertificates',
    members: ['ServerCertificateMetadataList'],
    call: (iam, page, http) => iam.listServerCertificates(page, http),
  },
  {
    part: 'samlProviders',
    permission: 'iam:ListSAMLProviders',
    members: ['SAMLProviderList'],
    call: (iam, _page, http) => iam.listSAMLProviders({}, http),
  },
  {
    part: 'openIdConnectProviders',
    permission: 'iam:ListOpenIDConnectProviders',
    members: ['OpenIDConnectProviderList'],
    call: (iam, _page, http) => iam.listOpenIDConnectProviders({}, http),
  },
  {
    part: 'accountAliases',
    permission: 'iam:ListAccountAliases',
    members: ['AccountAliases'],
    call: (iam, page, http) => iam.listAccountAliases(page, http),
  },
];

/** Permissions of the parts that take more than one operation. */
export const permissions = {
  generateReport: 'iam:GenerateCredentialReport',
  getReport: 'iam:GetCredentialReport',
  listMfaDevices: 'iam:ListMFADevices',
  generateAdvisor: 'iam:GenerateServiceLastAccessedDetails',
  getAdvisor: 'iam:GetServiceLastAccessedDetails',
  listAnalyzers: 'access-analyzer:ListAnalyzers',
  // Authorises ListFindingsV2, too; there is no action of that name.
  listFindings: 'access-analyzer:ListFindings',
  // The same for GetFindingV2.
  getFinding: 'access-analyzer:GetFinding',
  describeOrganization: 'organizations:DescribeOrganization',
  listParents: 'organizations:ListParents',
  listPolicies: 'organizations:ListPoliciesForTarget',
  describePolicy: 'organizations:DescribePolicy',
} as const;
