/** Suggestions as infrastructure code: a CloudFormation template, or Terraform configuration. Text to copy from, applied by nobody. */
import type { Suggestion, Suggestions } from '../suggest/model.ts';
import { harmless } from './harmless.ts';
import { jsonText } from './json-text.ts';
import { describeSuggestion } from './suggest-words.ts';

interface Written {
  readonly one: Suggestion;
  readonly document: unknown;
  /** Of the policy; a replacement for one of AWS's, and each part of a split one, has a name of its own. */
  readonly name: string;
  readonly owner: 'User' | 'Group' | 'Role' | undefined;
}

function writtenDocuments({ suggestions }: Suggestions): readonly Written[] {
  return suggestions.flatMap((one) => {
    if (one.change !== 'rewrite') return [];
    const { policy, resource, document, moreDocuments = [] } = one;
    const kind = /^AWS::IAM::(User|Group|Role)$/.exec(resource.type)?.[1] as Written['owner'];
    const base = policy.kind === 'aws-managed' ? `${policy.name}-${resource.name}` : policy.name;
    return [document, ...moreDocuments].map((each, at) => {
      return { one, document: each, name: at === 0 ? base : `${base}-${at + 1}`, owner: kind };
    });
  });
}

/** Names that a template may use once each. */
function namer(clean: (text: string) => string): (text: string) => string {
  const used = new Set<string>();
  return (text) => {
    const base = clean(text);
    let name = base;
    for (let at = 2; used.has(name); at++) name = `${base}${at}`;
    used.add(name);
    return name;
  };
}

/** `suggest --format cloudformation`: a JSON template with the rewritten policies. */
export function suggestCloudFormation(result: Suggestions): string {
  const nameOf = namer((text) => text.replace(/[^A-Za-z0-9]/g, '') || 'Policy');
  const resources = writtenDocuments(result).map((written) => {
    const { one, name, owner } = written;
    return [nameOf(`${one.resource.name}${owner === undefined ? '' : name}`), resourceOf(written)];
  });
  return jsonText({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Tightened policies suggested by iam-audit. Import what exists before you deploy.',
    Resources: Object.fromEntries(resources) as unknown,
  });
}

function resourceOf({ one, document, name, owner }: Written): unknown {
  if (one.policy.kind === 'inline' && owner !== undefined) {
    return {
      Type: `AWS::IAM::${owner}Policy`,
      Properties: { [`${owner}Name`]: one.resource.name, PolicyName: name, PolicyDocument: document },
    };
  }
  const attach = owner === undefined ? {} : { [`${owner}s`]: [one.resource.name] };
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: name, PolicyDocument: document, ...attach },
  };
}

/** `suggest --format terraform`: the resources of the rewritten policies. */
export function suggestTerraform(result: Suggestions): string {
  const nameOf = namer((text) => text.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?![A-Za-z_])/, '_'));
  const blocks = writtenDocuments(result).map((written) => {
    const { one, name, owner } = written;
    return terraformBlock(written, nameOf(owner === undefined ? name : `${one.resource.name}_${name}`));
  });
  const head = '# Tightened policies suggested by iam-audit. Import what exists before you apply.\n';
  return [head, ...blocks].join('\n');
}

function terraformBlock({ one, document, name, owner }: Written, label: string): string {
  const isInline = one.policy.kind === 'inline' && owner !== undefined;
  const lower = owner?.toLowerCase() ?? '';
  const type = isInline ? `aws_iam_${lower}_policy` : 'aws_iam_policy';
  const lines = [
    `# ${describeSuggestion(one)}`,
    `resource "${type}" "${label}" {`,
    `  name   = ${hcl(name, '')}`,
    ...(isInline ? [`  ${lower.padEnd(6)} = ${hcl(one.resource.name, '')}`] : []),
    `  policy = jsonencode(${hcl(document, '  ')})`,
    '}',
    '',
  ];
  if (isInline || owner === undefined) return lines.join('\n');
  return [
    ...lines,
    `resource "aws_iam_${lower}_policy_attachment" "${label}" {`,
    `  ${lower.padEnd(10)} = ${hcl(one.resource.name, '')}`,
    `  policy_arn = aws_iam_policy.${label}.arn`,
    '}',
    '',
  ].join('\n');
}

/** A JSON value in HCL. A document nests no deeper than IAM allows: it has been parsed. */
function hcl(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => `${inner}${hcl(item, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, item]) => {
      const key = /^[A-Za-z_]\w*$/.test(name) ? name : hclText(name);
      return `${inner}${key} = ${hcl(item, inner)}\n`;
    });
    return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`;
  }
  return typeof value === 'string' ? hclText(value) : JSON.stringify(value);
}

/** `${` and `%{` begin templates. */
function hclText(text: string): string {
  const written = harmless(JSON.stringify(text), Infinity);
  return written.replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
}
