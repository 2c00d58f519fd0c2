/**
 * Bucket and repository policies in the form of crossplane-contrib's provider, put into IAM's words.
 * https://github.com/crossplane-contrib/provider-aws/blob/master/apis/s3/common/bucketpolicy_types.go
 */
import type { Path } from '../../policy/place.ts';
import { unknownPart } from '../../policy/unknown.ts';
import type { Candidate } from '../extract/candidate.ts';
import { isObject, own } from '../policy-type.ts';
import { newOrigins, type Origins, type Sited } from '../template/resolved.ts';

/** How a member is put: its name in IAM, and its value. */
type Put = readonly [name: string, value: (given: Sited, origins: Origins) => Sited | undefined];

const asIs = (given: Sited): Sited => given;

const statementMembers: ReadonlyMap<string, Put> = new Map<string, Put>([
  ['sid', ['Sid', asIs]],
  ['effect', ['Effect', asIs]],
  ['principal', ['Principal', putPrincipal]],
  ['notPrincipal', ['NotPrincipal', putPrincipal]],
  ['action', ['Action', asIs]],
  ['notAction', ['NotAction', asIs]],
  ['resource', ['Resource', asIs]],
  ['notResource', ['NotResource', asIs]],
  ['condition', ['Condition', putConditions]],
]);

const policyMembers: ReadonlyMap<string, Put> = new Map<string, Put>([
  ['version', ['Version', asIs]],
  ['id', ['Id', asIs]],
  ['statements', ['Statement', (given, origins) => putList(given, origins, (one) => putMembers(one, statementMembers, origins))]], // prettier-ignore
]);

const principalMembers: ReadonlyMap<string, Put> = new Map<string, Put>([
  ['awsPrincipals', ['AWS', (given, origins) => putList(given, origins, putAwsPrincipal)]],
  ['federated', ['Federated', asIs]],
  ['service', ['Service', asIs]],
]);

/** Whether a policy is meant to be in that form. */
export function isCrossplaneForm(value: unknown): boolean {
  return isObject(value) && Array.isArray(own(value, 'statements')) && !Object.hasOwn(value, 'Statement');
}

/** The policy in IAM's words; undefined for one with members that are not known here. */
export function fromCrossplaneForm(candidate: Candidate): Candidate | undefined {
  const origins = newOrigins();
  const policy = putMembers(candidate, policyMembers, origins);
  return policy && { ...candidate, value: policy.value, origin: (inner) => origins.find(policy, inner) };
}

function putMembers(given: Sited, known: ReadonlyMap<string, Put>, origins: Origins): Sited | undefined {
  if (!isObject(given.value)) return undefined;
  const members: [string, Sited][] = [];
  for (const [name, value] of Object.entries(given.value)) {
    const put = known.get(name);
    const made = put?.[1]({ value, path: [...given.path, name] }, origins);
    if (put === undefined || made === undefined) return undefined;
    members.push([put[0], made]);
  }
  return objectOf(members, given.path, origins);
}

function objectOf(members: readonly (readonly [string, Sited])[], path: Path, origins: Origins): Sited {
  const value = Object.fromEntries(members.map(([name, one]) => [name, one.value]));
  origins.note(value, new Map(members.map(([name, one]) => [name, one.path])));
  return { value, path };
}

function putList(given: Sited, origins: Origins, put: (item: Sited) => Sited | undefined): Sited | undefined {
  if (!Array.isArray(given.value)) return undefined;
  const items = given.value.map((value: unknown, index) => put({ value, path: [...given.path, index] }));
  if (!items.every((item) => item !== undefined)) return undefined;
  const value = items.map((item) => item.value);
  origins.note(value, new Map(items.map((item, index) => [index, item.path])));
  return { value, path: given.path };
}

function putPrincipal(given: Sited, origins: Origins): Sited | undefined {
  if (!isObject(given.value)) return undefined;
  const { allowAnon, ...others } = given.value;
  if (allowAnon === true) return { value: '*', path: [...given.path, 'allowAnon'] };
  return putMembers({ value: others, path: given.path }, principalMembers, origins);
}

/** A reference to a user or role of the cluster is known only there. */
function putAwsPrincipal({ value, path }: Sited): Sited | undefined {
  const [[name, text] = ['', undefined], ...more] = isObject(value) ? Object.entries(value) : [];
  if (more.length > 0) return undefined;
  if (/^iam(?:User|Role)Arn(?:Ref|Selector)$/.test(name)) return { value: unknownPart(name), path: [...path, name] };
  const isKnown = /^(?:awsAccountId|iamUserArn|iamRoleArn)$/.test(name) && typeof text === 'string';
  return isKnown ? { value: text, path: [...path, name] } : undefined;
}

/** A list of operators, each with a list of keys. */
function putConditions(given: Sited, origins: Origins): Sited | undefined {
  return putPairs(given, origins, 'operatorKey', (value, path) =>
    putPairs({ value: own(value, 'conditions'), path: [...path, 'conditions'] }, origins, 'key', conditionValue),
  );
}

function putPairs(
  { value, path }: Sited,
  origins: Origins,
  nameMember: string,
  put: (one: Readonly<Record<string, unknown>>, path: Path) => Sited | undefined,
): Sited | undefined {
  const pairs = Array.isArray(value) ? (value as unknown[]) : undefined;
  const made = pairs?.map((one, index): readonly [string, Sited] | undefined => {
    const name = isObject(one) ? own(one, nameMember) : undefined;
    const inner = isObject(one) ? put(one, [...path, index]) : undefined;
    return typeof name === 'string' && inner ? [name, inner] : undefined;
  });
  return made?.every((one) => one !== undefined) ? objectOf(made, path, origins) : undefined;
}

function conditionValue(pair: Readonly<Record<string, unknown>>, path: Path): Sited | undefined {
  const [name, ...more] = Object.keys(pair).filter((one) => one !== 'key');
  const isKnown = /^(?:string|date|numeric|boolean|list)Value$/.test(name ?? '') && more.length === 0;
  return isKnown && name !== undefined ? { value: pair[name], path: [...path, name] } : undefined;
}
