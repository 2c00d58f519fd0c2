/**
 * Keys that tie a grant to somebody known, as S3 and others define a public policy: a stranger has for them a value that the policy
 * does not list, or none. Every other key is as the stranger likes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
import type { CompiledCondition, ValueSet } from '../condition.ts';
import type { Glob } from '../glob.ts';
import type { KeySet } from './box.ts';
import type { KeyDimension } from './key-dimension.ts';
import type { Part } from './parts.ts';

/** What makes a value one that ties. */
type Tie = 'literal' | 'account' | 'organization' | 'narrow range' | 'true';

const ties: ReadonlyMap<string, Tie> = new Map<string, Tie>([
  ['aws:principalorgid', 'literal'],
  ['aws:principalorgpaths', 'organization'],
  ['aws:principalarn', 'account'],
  ['aws:principalaccount', 'literal'],
  ['aws:sourceip', 'narrow range'],
  ['aws:sourcearn', 'literal'],
  ['aws:sourcevpc', 'literal'],
  ['aws:sourcevpce', 'literal'],
  ['aws:sourceowner', 'literal'],
  ['aws:sourceaccount', 'literal'],
  ['aws:userid', 'literal'],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', 'literal'],
  ['s3:dataaccesspointarn', 'account'],
  ['s3:dataaccesspointaccount', 'literal'],
  // https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-caller-account
  ['kms:calleraccount', 'literal'],
  // https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html#what-is-a-public-policy
  ['elasticfilesystem:accessedviamounttarget', 'true'],
]);

/** Claims of web identity providers: a stranger's token carries others. */
const claim = /^[^:.]+\.[^:]+:(aud|sub|amr|app_id|user_id|oaud|azp)$/;

function tieOf(key: string): Tie | undefined {
  return ties.get(key) ?? (claim.test(key) ? 'literal' : undefined);
}

/** Keys of the statements that a stranger is not free in. */
export function publicKeys(parts: readonly Part[]): string[] {
  const keys = parts.flatMap(({ conditions }) => conditions.map(({ key }) => key));
  return [...new Set(keys)].filter((key) => tieOf(key) !== undefined);
}

/** What a stranger can have for a key: nothing, or what no set of tying values holds. */
export function publicLimit(dimension: KeyDimension, conditions: readonly CompiledCondition[]): KeySet | undefined {
  const tie = tieOf(dimension.key);
  if (tie === undefined) return undefined;
  const tied = conditions.filter(({ set }) => isTied(set, tie)).map((condition) => dimension.classesOf(condition));
  return { absent: true, all: tied.reduce((bits, own) => bits & ~own, dimension.universe), some: [] };
}

function isTied(set: ValueSet, tie: Tie): boolean {
  switch (set.family) {
    case 'string':
    case 'arn':
      return set.globs.every((glob) => isFixed(glob, tie));
    case 'ip':
      return set.blocks.every(({ version, prefix }) => prefix >= (version === 4 ? 8 : 32));
    case 'bool':
      return tie === 'true' && set.truths.every((truth) => truth);
    case 'null':
    case 'unknown':
      return false;
    default:
      return true;
  }
}

function isFixed(glob: Glob, tie: Tie): boolean {
  if (glob.shape === 'literal') return true;
  if (tie === 'organization') return /^o-[a-z0-9]+\//.test(glob.prefix);
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(glob.text)?.[1];
  return tie === 'account' && !glob.hasVariable && account !== undefined;
}
