/** Policies anywhere in a file that is no policy itself: playbooks, manifests of kinds that no table lists, values of charts. */
import { isUnknownText } from '../../policy/unknown.ts';
import { pointerOf, type Path } from '../../policy/place.ts';
import { fillMarks, type Fill } from '../placeholders.ts';
import { decodeEmbedded } from '../embedded.ts';
import { isObject } from '../policy-type.ts';
import { isPolicyByLooks } from '../template/by-looks.ts';
import type { Candidate } from './candidate.ts';

/** Members that hold nothing but a policy, so that one given by a variable is worth a word. */
const policyNames = /^(?:(?:assume_role_)?policy_document|policy_json|(?:assumeRoleP|p)olicyDocument|attachPolicy)$/;

/** Modules of Ansible whose `policy` is one. https://docs.ansible.com/ansible/latest/collections/amazon/aws/index.html */
const modules = /^(?:\w+\.aws\.)?(?:iam_\w+|s3_bucket|sqs_queue|sns_topic|kms_key|ecs_ecr|secretsmanager_secret)$/;

/** Those that do not stand within something that is known already. The depth is the document's, which is bounded. */
export function findByLooks(
  value: unknown,
  taken: readonly { readonly path: Path }[],
  fill: Fill = fillMarks,
): Candidate[] {
  const known = new Set(taken.map(({ path }) => pointerOf('', path)));
  const isTaken = (path: Path): boolean => path.some((_, end) => known.has(pointerOf('', path.slice(0, end + 1))));
  if (known.has('')) return [];
  const found = search(value, [], fill).filter(({ path }) => !isTaken(path));
  return found.map((candidate) => ({ ...candidate, called: candidate.path.join('.') }));
}

function search(value: unknown, path: Path, fill: Fill): Candidate[] {
  if (typeof value === 'string') {
    if (value.includes('Statement') && decodeEmbedded(value) !== undefined) return [{ path, value, sure: false }];
    return isNamedPolicy(path) && isUnknownText(fill(value)) ? [{ path, value, sure: true }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => search(item, [...path, index], fill));
  if (!isObject(value)) return [];
  if (isPolicyByLooks(value)) return [{ path, value, sure: true }];
  return Object.entries(value).flatMap(([name, member]) => search(member, [...path, name], fill));
}

function isNamedPolicy(path: Path): boolean {
  const [parent, name] = [path.at(-2), path.at(-1)].map(String);
  return policyNames.test(name ?? '') || (name === 'policy' && modules.test(parent ?? ''));
}
