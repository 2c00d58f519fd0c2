/** A policy of one statement around a Condition; `more` replaces or, with undefined, removes other members. */
export function conditionPolicy(condition: unknown, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', Condition: condition, ...more },
    ],
  };
}
