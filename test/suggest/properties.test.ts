/** Generated policies and uses: nothing new is allowed, nothing used is lost, and a second run finds nothing. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePolicy } from '../../src/policy/parse.ts';
import { compilePolicy, type CompiledPolicy } from '../../src/semantics/compile.ts';
import { checkNoNewAccess } from '../../src/semantics/compare/checks.ts';
import { simulate } from '../../src/semantics/simulate.ts';
import type { Suggestion } from '../../src/suggest/model.ts';
import { arnOf, managedPolicy, report, role } from '../support/account.ts';
import { suggestAll } from './setting.ts';

const services = ['s3', 'sqs', 'iam', 'lambda'] as const;
const names = {
  s3: ['CreateBucket', 'DeleteBucket', 'DeleteBucketPolicy', 'GetObject', 'PutObject', 'ListBucket'],
  sqs: ['SendMessage', 'DeleteQueue', 'CreateQueue'],
  iam: ['PassRole', 'CreateRole', 'DeleteRole', 'ListRoles'],
  lambda: ['CreateFunction', 'DeleteFunction', 'InvokeFunction', 'TagResource'],
} as const;
const actions = services.flatMap((service) => names[service].map((name) => `${service}:${name}`));
const resources = [
  'arn:aws:s3:::b',
  'arn:aws:s3:::b/x',
  'arn:aws:sqs:eu-west-1:111122223333:q',
  'arn:aws:iam::111122223333:role/r',
];

const pattern = fc.oneof(
  fc.constantFrom(...actions),
  fc.constantFrom(...actions).map((text) => text.replace(/:(...).*/, ':$1*')),
  fc.constantFrom(...services).map((service) => `${service}:*`),
  fc.constantFrom('*', '*:*', 's*:Get*', 'S3:getobject', 's3:*Bucket*', 's3:?*', 'sns:*', 'nosuch:*'),
);
const resource = fc.oneof(
  fc.constantFrom('*', ...resources),
  fc.uniqueArray(fc.constantFrom(...resources), { minLength: 1, maxLength: 2 }),
);
const condition = fc.constantFrom(
  undefined,
  { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
);
const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    element: fc.constantFrom('Action', 'Action', 'Action', 'NotAction'),
    patterns: fc.oneof(pattern, fc.uniqueArray(pattern, { minLength: 1, maxLength: 4 })),
    resource,
    condition,
    sid: fc.constantFrom(undefined, 'One', 'KEEPme'),
  })
  .map(({ effect, element, patterns, resource: Resource, condition: Condition, sid }) => ({
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    [element]: patterns,
    Resource,
    ...(Condition && { Condition }),
  }));
const document = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((Statement) => ({ Version: '2012-10-17', Statement }));

const date = fc.constantFrom(null, null, '2026-10-20', '2026-01-01');
const use = fc.record({ last: date, actions: fc.option(fc.record({ a: date, b: date, c: date }), { nil: undefined }) });
const uses = fc.record({ s3: use, sqs: use, iam: use, lambda: use }, { requiredKeys: [] }).map((all) =>
  Object.fromEntries(
    Object.entries(all).map(([service, { last, actions: dates }]) => {
      const [a = '', b = '', c = ''] = names[service as keyof typeof names];
      return [service, dates ? { last, actions: { [a]: dates.a, [b]: dates.b, [c]: dates.c } } : { last }];
    }),
  ),
);

/** When IAM says that the role was used last. */
const roleUse = fc.constantFrom('2026-10-31', null);
const arn = arnOf('role', 'app');
const aws = 'arn:aws:iam::aws:policy/Given';
const kinds = ['inline', 'customer', 'aws'] as const;
const options = fc.record({
  pinWildcards: fc.boolean(),
  keep: fc.constantFrom([], ['sqs:Send*'], ['*:List*', 's3:*']),
});

function specOf(policy: unknown, kind: (typeof kinds)[number], advisor: unknown, lastUsed: string | null) {
  const roles = [
    kind === 'inline'
      ? role('app', { inline: { run: policy }, lastUsed })
      : role('app', { attached: [kind === 'aws' ? aws : 'Own'], lastUsed }),
  ];
  const policies = kind === 'inline' ? [] : [managedPolicy(kind === 'aws' ? aws : 'Own', policy)];
  return { roles, policies, advisor: { [arn]: advisor } };
}

const parse = (raw: unknown) => parsePolicy(raw, { type: 'identity', source: { pointer: '', locate: () => ({}) } });
const compile = (raw: unknown): CompiledPolicy => compilePolicy(parse(raw));

const contexts = [{}, { 'aws:RequestedRegion': 'eu-west-1' }, { 'aws:MultiFactorAuthPresent': 'true' }];
const requests = [...actions, 'sns:Publish', 'ec2:RunInstances', 's3:GetBucketAcl'].flatMap((action) =>
  [...resources, '*'].flatMap((one) => contexts.map((context) => ({ principal: arn, action, resource: one, context }))),
);

function allowed(policies: readonly CompiledPolicy[]): ReadonlySet<(typeof requests)[number]> {
  return new Set(requests.filter((request) => simulate(request, { identity: policies }).decision === 'allowed'));
}

function documentsOf({ change, document: first, moreDocuments = [] }: Suggestion): readonly unknown[] {
  return change === 'rewrite' ? [first, ...moreDocuments] : [];
}

function wasUsed({ last, actions: dates = {} }: { last: string | null; actions?: Record<string, string | null> }) {
  return last === '2026-10-20' || Object.values(dates).includes('2026-10-20');
}

/** From the raw report, apart from what judges it: used within 90 days, or never to be concluded about. */
function isUsed(
  action: string,
  services_: Readonly<Record<string, { last: string | null; actions?: Record<string, string | null> }>>,
  lastUsed: string | null,
): boolean {
  const [service = '', name = ''] = action.split(':');
  // Checked inside other calls: not used when there were none.
  if (action === 'iam:PassRole') return lastUsed !== null || Object.values(services_).some(wasUsed);
  const one = services_[service];
  if (!one) return false;
  return one.actions?.[name] === '2026-10-20' || (one.last === '2026-10-20' && one.actions?.[name] === undefined);
}

it('allows nothing new, loses nothing used, never touches Deny, and is done after one run', () => {
  fc.assert(
    fc.property(
      document,
      uses,
      fc.constantFrom(...kinds),
      options,
      roleUse,
      (policy, services_, kind, chosen, last) => {
        const advisor = report(services_);
        const result = suggestAll(specOf(policy, kind, advisor, last), chosen);
        expect(result.skipped.filter(({ reason }) => reason.startsWith('not proved'))).toEqual([]);
        const before = compile(policy);
        for (const one of result.suggestions) {
          expect(one.proof).toEqual({ newSubsetOfOld: 'proved', keepsUsed: 'proved' });
          const documents = documentsOf(one);
          const [old, next] = [allowed([before]), allowed(documents.map(compile))];
          for (const request of next) expect(old.has(request), `widened: ${JSON.stringify(request)}`).toBe(true);
          for (const request of old)
            if (isUsed(request.action, services_, last))
              expect(next.has(request), `lost: ${JSON.stringify(request)}`).toBe(true);
          // Documents that differ in their lists of actions are proved without the comparator: it must agree.
          for (const each of documents) expect(checkNoNewAccess(parse(policy), parse(each)).result).toBe('PASS');
          const list = documents.flatMap((each) => (each as typeof policy).Statement);
          const denies = (all: readonly { Effect: string }[]) => all.filter(({ Effect }) => Effect === 'Deny');
          expect(denies(list)).toEqual(denies(policy.Statement));
          for (const each of list)
            expect(
              policy.Statement.some(
                ({ Sid, Resource, Condition }) =>
                  JSON.stringify([Sid, Resource, Condition]) ===
                  JSON.stringify([each.Sid, each.Resource, each.Condition]),
              ),
            ).toBe(true);
          if (documents.length === 1) {
            const again = suggestAll(specOf(documents[0], kind, advisor, last), chosen);
            expect(again.suggestions).toEqual([]);
          }
        }
      },
    ),
    { numRuns: 250 },
  );
}, 20_000);
