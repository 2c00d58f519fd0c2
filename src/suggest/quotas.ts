/** Most characters of permissions policies, white space aside: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const sizeQuotas = {
  managed: 6_144,
  /** All inline policies of one together. */
  user: 2_048,
  group: 5_120,
  role: 10_240,
} as const;
