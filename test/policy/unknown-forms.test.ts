/**
 * What is unknown in a policy may turn out to be anything, so what is reported of it must be reported of every policy that
 * it may turn out to be. Here the policies are those of the rules' own test tables; pieces of their texts are made unknown.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/iam-data.ts';
import { newOutcome, prepare } from '../../src/engine.ts';
import type { Finding } from '../../src/finding.ts';
import type { Policy, PolicyType } from '../../src/policy/model.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { pointerOf } from '../../src/policy/place.ts';
import { unknownName, unknownPart } from '../../src/policy/unknown.ts';
import { rules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rule.ts';
import type { RuleTable } from '../support/rule-tester.ts';

const tables: RuleTable[] = [];
const globals = globalThis as { collectRuleTable?: (rule: Rule, table: RuleTable) => void };
globals.collectRuleTable = (_, table) => void tables.push(table);
const folder = fileURLToPath(new URL('../rules/policies/', import.meta.url));
for (const name of readdirSync(folder)) await import(`${folder}${name}`);

const outcome = newOutcome();
const active = rules
  // That rule looks at the policy as it is written, and takes what is unknown for something that may be anything.
  .filter(({ meta }) => meta.subject === 'policy' && meta.id !== 'privilege-escalation')
  .map((rule) => ({
    rule,
    options: Object.fromEntries(Object.entries(rule.meta.options ?? {}).map(([name, one]) => [name, one.default])),
  }));
const runner = prepare(active, { catalog: openCatalog(), now: new Date('2026-11-01T00:00:00Z') }, outcome);

function policyOf(raw: unknown, type: PolicyType = 'identity', resourceType?: string): Policy {
  const locate = (path: readonly (string | number)[], part: string) => ({ pointer: pointerOf('', path) + (part === 'name' ? '#' : '') }); // prettier-ignore
  return parsePolicy(raw, { type, resourceType, source: { pointer: '', locate } });
}

function judge(raw: unknown, type?: PolicyType, resourceType?: string): readonly Finding[] {
  runner.policy(policyOf(raw, type, resourceType));
  return outcome.findings.splice(0);
}

function brief(raw: unknown, type?: PolicyType): string[] {
  return judge(raw, type).map(({ ruleId, location }) => `${ruleId} ${location.pointer}`);
}

type Path = (string | number)[];
type Holder = Record<string | number, unknown>;

function textsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => textsOf((value as Holder)[key], [...path, key]));
}

function newRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

/** A text or a piece of it made unknown; `cuts` are where a piece may begin and end. */
function blur(raw: unknown, random: (below: number) => number, cuts: (text: string) => readonly number[]): void {
  const paths = textsOf(raw);
  for (let times = 1 + random(3); times > 0; times--) {
    const path = paths[random(paths.length)] ?? [];
    const holder = path.slice(0, -1).reduce<Holder>((at, key) => at[key] as Holder, raw as Holder);
    const key = path.at(-1) ?? '';
    const text = holder[key];
    if (typeof text !== 'string' || text.includes('\uE000')) continue;
    const places = cuts(text);
    const [from = 0, to = 0] = [places[random(places.length)] ?? 0, places[random(places.length)] ?? 0].sort(
      (a, b) => a - b,
    );
    holder[key] = random(4) === 0 ? unknownPart(`Whole${random(3)}`) : text.slice(0, from) + unknownPart(`Part${random(3)}`) + text.slice(to); // prettier-ignore
  }
}

const atEdges = (text: string): readonly number[] => [0, ...[...text.matchAll(/[:/.*]+/g)].flatMap((one) => [one.index, one.index + one[0].length]), text.length]; // prettier-ignore
const anywhere = (text: string): readonly number[] => [...Array(text.length + 1).keys()];

/** Findings that the policy with unknown parts has and the policy itself has not. */
function findFalse(seed: number, cuts: (text: string) => readonly number[], every: number) {
  const random = newRandom(seed);
  const wrong: string[] = [];
  let kept = 0;
  const cases = tables.flatMap(({ valid, invalid }) => [...valid, ...invalid]);
  for (const { policy, type, resourceType } of cases) {
    if (typeof policy !== 'object' || policy === null || random(every) > 0) continue;
    const plain = JSON.parse(JSON.stringify(policy)) as object;
    const blurred = structuredClone(plain);
    if (textsOf(blurred).length === 0) continue;
    blur(blurred, random, cuts);
    const id = ({ ruleId, location }: Finding): string => `${ruleId} ${location.pointer}`;
    const left = judge(plain, type, resourceType).map(id);
    for (const finding of judge(blurred, type, resourceType)) {
      kept++;
      const at = left.indexOf(id(finding));
      if (at >= 0) left.splice(at, 1);
      else wrong.push(`${id(finding)}: ${JSON.stringify(blurred)}`);
    }
  }
  return { wrong, kept };
}

describe('a policy with unknown parts', () => {
  it('has no finding that the policy itself has not, when whole words are unknown', () => {
    const { wrong, kept } = findFalse(3, atEdges, 10);
    expect(wrong).toEqual([]);
    expect(kept).toBeGreaterThan(30);
  }, 60_000);

  // The guesses are samples, so this holds for nearly all, not for all: `arn:aws:s3:::rep${a}ts` is nothing people write.
  it('has hardly any when words are cut in the middle', () => {
    const { wrong, kept } = findFalse(5, anywhere, 20);
    expect(wrong.length).toBeLessThan(kept / 20);
  }, 60_000);

  it.each<[string, unknown, PolicyType, string[]]>([
    [
      'an action that does not exist',
      { Action: 's3:GetObjct', Resource: unknownPart('Arn') },
      'identity',
      ['invalid-action /Statement/0/Action'],
    ],
    [
      'everything on everything',
      { Sid: unknownPart('X'), Effect: 'allow', Action: '*', Resource: '*' },
      'identity',
      ['invalid-effect /Statement/0/Effect'],
    ],
    [
      'a region that does not exist',
      {
        Action: 'sqs:SendMessage',
        Resource: `arn:aws:sqs:us-esat-1:${unknownPart('AWS::AccountId')}:${unknownName('Queue')}`,
      },
      'identity',
      ['invalid-arn-region /Statement/0/Resource'],
    ],
    [
      'a bucket where an object belongs',
      { Action: 's3:GetObject', Resource: `arn:aws:s3:::${unknownName('Bucket')}` },
      'identity',
      ['action-resource-mismatch /Statement/0/Action'],
    ],
    [
      'a role that anyone may take',
      { Action: 'sts:AssumeRole', Principal: { AWS: '*' }, Sid: unknownPart('X') },
      'trust',
      ['trust-policy-allows-anyone /Statement/0/Principal/AWS'],
    ],
    [
      'every role to pass',
      {
        Action: 'iam:PassRole',
        Resource: `arn:${unknownPart('AWS::Partition')}:iam::${unknownPart('AWS::AccountId')}:role/*`,
      },
      'identity',
      ['pass-role-with-star-in-resource /Statement/0/Action'],
    ],
  ])('still has %s', (_, statement, type, expected) => {
    const found = brief({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...(statement as object) }] }, type);
    expect(found).toEqual(expect.arrayContaining(expected));
  });

  it.each<[string, unknown]>([
    ['an ARN that a parameter gives', { Action: 's3:GetObject', Resource: unknownPart('Arn') }],
    [
      'an ARN with a bucket that a parameter names',
      { Action: 's3:GetObject', Resource: `arn:${unknownPart('AWS::Partition')}:s3:::${unknownPart('Bucket')}/*` },
    ],
    ['actions that a parameter gives', { Action: unknownPart('Actions'), Resource: 'arn:aws:s3:::reports/*' }],
    [
      'a condition that is unknown',
      { Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', Condition: unknownPart('Condition') },
    ],
    [
      'values of a condition',
      {
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::reports/*',
        Condition: {
          StringEquals: { 'aws:SourceVpce': unknownPart('Vpce') },
          Bool: { 'aws:SecureTransport': unknownPart('Secure') },
          IpAddress: { 'aws:VpcSourceIp': [unknownPart('Range')] },
        },
      },
    ],
    [
      'a key of a condition',
      {
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::reports/*',
        Condition: { StringEquals: { [`${unknownPart('Issuer')}:sub`]: 'x' } },
      },
    ],
    ['an effect', { Effect: unknownPart('Effect'), Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
  ])('has nothing to be said of %s', (_, statement) => {
    expect(brief({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...(statement as object) }] })).toEqual([]);
  });

  it('may be unknown in its statements', () => {
    expect(brief({ Version: '2012-10-17', Statement: unknownPart('Statements') })).toEqual([]);
    expect(brief({ Version: '2012-10-17', Statement: [unknownPart('Statement')] })).toEqual([]);
    expect(brief({ Version: unknownPart('Version'), Statement: [unknownPart('A'), { Effect: 'allow', Action: 's3:ListAllMyBuckets', Resource: '*' }] })).toEqual(['invalid-effect /Statement/1/Effect']); // prettier-ignore
  });

  it('shows its unknown parts as ${expression} in messages', () => {
    const resource = `arn:${unknownPart('AWS::Partition')}:iam::${unknownPart('AWS::AccountId')}:role/*`;
    const found = judge({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'iam:PassRole', Resource: resource },
    });
    expect(found.map(({ message }) => message).join()).toContain('arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*');
    expect(JSON.stringify(found)).not.toMatch(/[\uE000-\uE002]|zq\d/);
  });
});
