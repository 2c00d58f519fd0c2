import { expect, test } from 'vitest';
import {
  InputError,
  accessOf,
  checkNoNewAccess,
  isSubset,
  readCompiled,
  readPolicy,
  sample,
  simulate,
  subtract,
} from '../../src/index.ts';
import { allow, deny, doc } from './build.ts';

const reads = doc(allow({ Action: 's3:Get*' }));
const one = doc(allow({ Action: 's3:GetObject' }));
const request = {
  principal: 'arn:aws:iam::111122223333:user/ana',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
};

test('plain JSON to a decision', () => {
  expect(simulate(request, { identity: [readCompiled(one)] }).decision).toBe('allowed');
  expect(simulate(request, { identity: [readCompiled(doc(deny()))] }).decision).toBe('explicitDeny');
});

test('plain JSON to proofs and sets', () => {
  expect(checkNoNewAccess(readPolicy(reads), readPolicy(one))).toEqual({ result: 'PASS' });
  expect(checkNoNewAccess(readPolicy(one), readPolicy(reads)).result).toBe('FAIL');
  expect(isSubset(readPolicy(one), readPolicy(reads))).toBe(true);
  const more = sample(subtract(accessOf(readPolicy(reads)), readPolicy(one)));
  expect(more).toMatchObject({ action: expect.stringMatching(/^s3:get(?!object$)/i) as string });
});

test('the type decides what is valid, and is kept', () => {
  const bucket = doc(allow({ Principal: '*' }));
  expect(readPolicy(bucket, { type: 'resource', resourceType: 'AWS::S3::Bucket' })).toMatchObject({
    type: 'resource',
    resourceType: 'AWS::S3::Bucket',
  });
  expect(() => readPolicy(bucket)).toThrow(
    new InputError('/Statement/0: Principal does not belong in a policy of this kind (identity)'),
  );
});

test.each([null, 1, 'text', [], {}, { Statement: [{}] }, { Statement: 'x' }])('%j is no policy', (value) => {
  expect(() => readPolicy(value)).toThrow(InputError);
});
