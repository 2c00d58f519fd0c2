import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileResource, coversResource } from '../../src/policy/arn.ts';
import { compilePattern, covers } from '../../src/policy/pattern.ts';
import { mayCover, piecesOf } from '../../src/policy/pieces.ts';

const pattern = fc
  .array(fc.constantFrom('a', 'b', ':', '*', '?', '**', '${*}', '${x}', '}', '$', '\uE000a:b\uE001'), { maxLength: 8 })
  .map((parts) => parts.join(''));
const resource = fc.tuple(pattern, pattern, pattern).map((parts) => `arn:aws:${parts.join(':')}::a`);

describe('a look at the pieces of two patterns', () => {
  it('never rules out that one covers the other when it does', () => {
    fc.assert(
      fc.property(pattern, pattern, fc.boolean(), (a, b, variables) => {
        const isCovered = covers(compilePattern(a, { variables }), compilePattern(b, { variables }));
        if (isCovered) expect(mayCover(piecesOf(a), b)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('holds for ARNs, whose wildcards stop at colons', () => {
    fc.assert(
      fc.property(resource, resource, fc.boolean(), (a, b, variables) => {
        const isCovered = coversResource(compileResource(a, { variables }), compileResource(b, { variables }));
        if (isCovered) expect(mayCover(piecesOf(a), b)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['arn:*:s3:::*', 'arn:aws:ec2:::x', false],
    ['s3:Get*Acl', 's3:GetObject', false],
    ['a*a', 'a', false],
    ['s3:Get*', 's3:GetObject', true],
    ['*', '', true],
    ['a*b*c', 'axbxc', true],
    ['a*c*b*c', 'axbxc', false],
  ])('%s over %s: %s', (a, b, expected) => {
    expect(mayCover(piecesOf(a), b)).toBe(expected);
  });
});
