import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/document/decode.ts';
import { unknownPart } from '../../../src/policy/unknown.ts';
import { placeOf, readAsJson, summary, unread } from './read.ts';

const u = unknownPart;
const policy = (action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

interface Resource {
  readonly address: string;
  readonly type: string;
  readonly values: object;
  readonly mode?: string;
  readonly index?: string | number;
}

const resource = ({ address, type, values, mode = 'managed', index }: Resource): object => {
  const name = /\.([\w-]+)(?:\[[^\]]*\])?$/.exec(address)?.[1];
  return { address, mode, type, name, ...(index !== undefined && { index }), values };
};

const change = (one: Resource, unknown: object, module?: string): object => {
  const { values, ...rest } = resource(one) as { values: object };
  const after = { actions: ['create'], before: null, after: values, after_unknown: unknown };
  return { ...rest, ...(module !== undefined && { module_address: module }), change: after };
};

const plan = (root: object, more: object = {}): object => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: { root_module: root },
  ...more,
});

describe('plans', () => {
  it('finds the policies of all modules and copies, located at their strings', () => {
    const found = readAsJson(
      plan({
        resources: [
          resource({
            address: 'aws_iam_policy.p["a"]',
            type: 'aws_iam_policy',
            index: 'a',
            values: { policy: policy('s3:A') },
          }),
          resource({
            address: 'aws_iam_role.r',
            type: 'aws_iam_role',
            values: {
              assume_role_policy: policy('sts:A'),
              inline_policy: [{ policy: policy('s3:B') }, { policy: '' }],
            },
          }),
          resource({
            address: 'data.aws_iam_policy.d',
            type: 'aws_iam_policy',
            mode: 'data',
            values: { policy: policy('x:Y') },
          }),
          resource({
            address: 'aws_autoscaling_policy.a',
            type: 'aws_autoscaling_policy',
            values: { policy: policy('x:Y') },
          }),
        ],
        child_modules: [
          {
            address: 'module.m[0]',
            resources: [],
            child_modules: [
              {
                address: 'module.m[0].module.n',
                resources: [
                  resource({
                    address: 'module.m[0].module.n.aws_sqs_queue.q',
                    type: 'aws_sqs_queue',
                    values: { policy: policy('sqs:*') },
                  }),
                ],
              },
            ],
          },
        ],
      }),
    );
    expect(summary(found)).toMatchObject([
      {
        type: 'identity',
        of: 'aws_iam_policy.p["a"]',
        pointer: '/planned_values/root_module/resources/0/values/policy',
      },
      { type: 'trust', of: 'aws_iam_role.r' },
      {
        type: 'identity',
        of: 'aws_iam_role.r',
        pointer: '/planned_values/root_module/resources/1/values/inline_policy/0/policy',
      },
      { type: 'resource', resourceType: 'AWS::SQS::Queue', of: 'module.m[0].module.n.aws_sqs_queue.q' },
    ]);
    expect(placeOf(found, 'Statement.0.Action')).toBe(`14:23-14:${23 + JSON.stringify(policy('s3:A')).length}`);
    expect(found.policies[0]?.policy.source.locate(['Statement', 0], 'value').pointer).toBe(
      '/planned_values/root_module/resources/0/values/policy/Statement/0',
    );
    expect(unread(found)).toEqual([]);
  });

  it('reads states, and plans without planned values', () => {
    const one = { address: 'aws_kms_key.k', type: 'aws_kms_key', values: { policy: policy('kms:*') } };
    const state = {
      format_version: '1.0',
      terraform_version: '1.5.0',
      values: { root_module: { resources: [resource(one)] } },
    };
    expect(summary(readAsJson(state))).toMatchObject([{ resourceType: 'AWS::KMS::Key', of: 'aws_kms_key.k' }]);
    const changes = { format_version: '1.0', terraform_version: '1.5.0', resource_changes: [change(one, {})] };
    expect(summary(readAsJson(changes))).toMatchObject([{ pointer: '/resource_changes/0/change/after/policy' }]);
    expect(summary(readAsJson({ ...changes, format_version: undefined }))).toEqual([]);
  });

  it('says that it does not know a newer format', () => {
    const found = readAsJson(plan({ resources: [] }, { format_version: '2.0' }));
    expect(unread(found)).toEqual([
      '2:21 The plan is not judged: its format version is 2.0, and versions up to 1 are known.',
    ]);
  });

  it('reports a policy that is no JSON at its string', () => {
    const values = { policy: '{"Statement": }' };
    const found = readAsJson(
      plan({ resources: [resource({ address: 'aws_iam_policy.p', type: 'aws_iam_policy', values })] }),
    );
    expect(found.syntaxErrors).toMatchObject([{ location: { line: 13 } }]);
  });
});

describe('values known only after apply', () => {
  const role = { address: 'aws_iam_policy.p', type: 'aws_iam_policy', values: {} };
  const config = (expressions: object, more: object = {}): object => ({
    configuration: {
      root_module: {
        resources: [{ address: 'aws_iam_policy.p', mode: 'managed', type: 'aws_iam_policy', name: 'p', expressions }],
        ...more,
      },
    },
  });
  const references = (...names: string[]): object => ({ policy: { references: names } });
  const ofDocument = references('data.aws_iam_policy_document.d.json', 'data.aws_iam_policy_document.d');
  const document = {
    address: 'data.aws_iam_policy_document.d',
    type: 'aws_iam_policy_document',
    mode: 'data',
    values: {
      source_policy_documents: [policy('s3:Source'), null],
      version: null,
      statement: [
        {
          actions: ['s3:GetObject'],
          effect: null,
          resources: [null, 'arn:aws:s3:::b&{a}'],
          condition: [],
          principals: [],
          sid: null,
        },
      ],
    },
  };
  const openDocument = change(document, {
    id: true,
    json: true,
    source_policy_documents: [false, true],
    statement: [{ actions: [false], resources: [true, false], condition: [], principals: [] }],
  });

  it('are said, when nothing tells more', () => {
    const changes = { resource_changes: [change(role, { policy: true })] };
    const reason = '12:21 policy of aws_iam_policy.p is not judged: its value is known only after apply.';
    for (const more of [{}, config(references('aws_s3_bucket.b.arn')), config(ofDocument)]) {
      const found = readAsJson(plan({ resources: [resource(role)] }, { ...changes, ...more }));
      expect(summary(found)).toEqual([]);
      expect(unread(found)).toEqual([reason]);
    }
  });

  it('are passed over when nobody wrote them', () => {
    const changes = { resource_changes: [change(role, { policy: true })] };
    expect(unread(readAsJson(plan({ resources: [resource(role)] }, { ...changes, ...config({}) })))).toEqual([]);
  });

  it('are told by the document that is read during apply', () => {
    const changes = { resource_changes: [change(role, { policy: true }), openDocument] };
    const found = readAsJson(plan({ resources: [resource(role)] }, { ...changes, ...config(ofDocument) }));
    const resources = [u('data.aws_iam_policy_document.d.statement[0].resources[0]'), 'arn:aws:s3:::b${a}'];
    expect(summary(found)).toEqual([
      {
        type: 'identity',
        of: 'aws_iam_policy.p',
        pointer: '/resource_changes/1/change/after',
        raw: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 's3:Source', Resource: '*' },
            u('data.aws_iam_policy_document.d.source_policy_documents[1]'),
            { Effect: 'Allow', Action: ['s3:GetObject'], Resource: resources },
          ],
        },
      },
    ]);
    expect(unread(found)[0]).toContain(
      'a document merged into data.aws_iam_policy_document.d is known only after apply.',
    );
    const { line } = found.policies[0]?.policy.source.locate(['Statement', 2, 'Action', 0], 'value') ?? {};
    const text = JSON.stringify(plan({ resources: [resource(role)] }, { ...changes, ...config(ofDocument) }), null, 2);
    expect(text.split('\n')[(line ?? 0) - 1]).toContain('"s3:GetObject"');
  });

  it('are followed through the variables of modules', () => {
    const inner = { ...role, address: 'module.a["x.y"].aws_iam_policy.p' };
    const root = { child_modules: [{ address: 'module.a["x.y"]', resources: [resource(inner)] }] };
    const module = {
      resources: [{ mode: 'managed', type: 'aws_iam_policy', name: 'p', expressions: references('var.policy') }],
    };
    const call = { expressions: ofDocument, module };
    const found = readAsJson(
      plan(root, {
        resource_changes: [change(inner, { policy: true }, 'module.a["x.y"]'), openDocument],
        configuration: { root_module: { module_calls: { a: call } } },
      }),
    );
    expect(summary(found)).toMatchObject([{ type: 'identity', of: 'module.a["x.y"].aws_iam_policy.p' }]);
  });
});

describe('a binary plan', () => {
  it('is told from other binary files', () => {
    const decoded = decodeText(Buffer.from('PK\x03\x04\x14\x00', 'latin1'));
    expect(decoded).toMatchObject({
      problem: 'binary',
      message: expect.stringContaining('`terraform show -json') as string,
    });
    expect(decodeText(Buffer.from('PK'))).toEqual({ text: 'PK' });
  });
});

describe('the text around a policy', () => {
  it('is never shown: a plan may hold secrets on the same line', () => {
    const values = { password: 'hunter2-secret', policy: policy('s3:GetObjet') };
    const one = resource({ address: 'aws_iam_policy.p', type: 'aws_iam_policy', values });
    const text = JSON.stringify(plan({ resources: [one] }));
    expect(readAsJson(text).hidesLines).toBe(true);
    expect(readAsJson(policy('s3:GetObjet')).hidesLines).toBeUndefined();
  });
});
