/**
 * What an unknown part may turn out to be. A finding is reported only when it is there for each of these guesses, so
 * between them they must be able to make any finding go away that the real value could: a narrow value and a wide one, one that
 * is like a known value and one that is like nothing, an empty one.
 */
import { splitUnknownParts, type TextPart } from './unknown.ts';

/** Where in a policy a text stands. */
export type Role =
  | 'version' | 'effect' | 'sid' | 'action' | 'trustAction' | 'resource' | 'aws' | 'service' | 'federated' | 'canonicalUser'
  | 'string' | 'arn' | 'number' | 'date' | 'boolean' | 'address' | 'binary' | 'key' | 'operator' | 'kind'; // prettier-ignore

/** Numbers of the guesses. */
export const formCount = 8;
/** Those in which everything is a wildcard, and the one in which every part of a text is empty. */
const wide: readonly number[] = [2, 6];
const empty = 4;
/** The one in which a text is like another that the policy has. */
const like = 7;

/** A text for the expression, the same for the same expression, that is part of no other. */
export type Word = (expression: string) => string;

export interface Guesser {
  /** From 0 to `formCount` - 1. */
  readonly form: number;
  readonly word: Word;
  /** A number for the text, from 0 on: two texts of the same kind get different values. */
  readonly ordinal: (text: string) => number;
  /** Texts of the kind that the policy has elsewhere: a part may turn out to be equal to what is known. */
  readonly known: (role: Role) => readonly string[];
  /** An account that the policy names, so that parts may turn out to be equal to what is known. */
  readonly knownAccount: string;
}

/** Values that stand alone: any part that is unknown makes the whole text unknown. */
const closed: Partial<Record<Role, readonly string[]>> = {
  version: ['2012-10-17', '2008-10-17'],
  effect: ['Allow', 'Deny', 'Deny', 'Allow', 'Deny', 'Allow', 'Allow', 'Deny'],
  number: ['1', '1000000', '0', '7', '3600', '2'],
  date: ['2020-01-01T00:00:00Z', '2040-01-01T00:00:00Z'],
  boolean: ['true', 'false'],
  address: ['203.0.113.7/32', '198.51.100.0/24', '0.0.0.0/0', '10.0.0.0/8', '2001:db8::/32', '192.0.2.0/25'],
  binary: ['QUJD', 'REVG'],
  operator: ['StringEquals', 'StringLike', 'ArnLike', 'StringNotEquals', 'Bool', 'Null', 'StringLike', 'IpAddress'],
  kind: ['AWS', 'Service', 'AWS', 'Federated', 'CanonicalUser', 'AWS', 'Service', 'Federated'],
  canonicalUser: ['a', 'b', 'c', 'd', 'e', 'f', '0', '1'].map((digit) => digit.repeat(64)),
};

/** What a text that is unknown as a whole may be; `{}` is a word. */
const whole: Partial<Record<Role, readonly string[]>> = {
  action: [
    's3:gEtObJeCt',
    'iam:PassRole',
    '*',
    'ec2:DescribeInstances',
    'elasticfilesystem:ClientMount',
    'ecr:BatchGetImage',
    '*',
    'kms:Decrypt',
  ],
  trustAction: [
    'sts:aSsUmErOlE', 'sts:AssumeRoleWithWebIdentity', '*', 'sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity',
    '*', 'sts:AssumeRole',
  ], // prettier-ignore
  resource: [
    'arn:aws:s3:::{}/{}', 'arn:aws:iam::{account}:role/{}', '*', 'arn:aws:ec2:us-east-1:{account}:instance/i-{}', 'arn:aws:s3:::{}',
    'arn:aws:lambda:eu-west-1:{account}:function:{}', '*', 'arn:aws:kms:us-east-1:{account}:key/{}',
  ], // prettier-ignore
  aws: [
    'arn:aws:iam::{account}:role/{}', '{account}', '*', 'arn:aws:iam::{account}:root', 'arn:aws:iam::{account}:user/{}',
    'arn:aws:sts::{account}:assumed-role/{}/{}', '*', 'arn:aws:iam::{account}:role/{}',
  ], // prettier-ignore
  service: [
    'ec2.amazonaws.com', 'lambda.amazonaws.com', 's3.amazonaws.com', 'sns.amazonaws.com', 'events.amazonaws.com',
    'ecs-tasks.amazonaws.com', 'cloudtrail.amazonaws.com', 'delivery.logs.amazonaws.com',
  ], // prettier-ignore
  federated: [
    'arn:aws:iam::{account}:oidc-provider/{}.example.com', 'arn:aws:iam::{account}:saml-provider/{}',
    'cognito-identity.amazonaws.com', 'arn:aws:iam::{account}:oidc-provider/token.actions.githubusercontent.com',
    'accounts.google.com', 'arn:aws:iam::{account}:oidc-provider/{}.example.org',
    'graph.facebook.com', 'www.amazon.com',
  ], // prettier-ignore
  arn: [
    'arn:aws:iam::{account}:role/{}', 'arn:aws:s3:::{}', '*', 'arn:aws:iam::{account}:root', 'arn:aws:sns:us-east-1:{account}:{}',
    'arn:aws:lambda:us-east-1:{account}:function:{}', '*', 'arn:aws:iam::{account}:user/{}',
  ], // prettier-ignore
  key: [
    'aws:{}', 'aws:SourceAccount', 'aws:PrincipalTag/{}', 'aws:SourceArn', 'aws:PrincipalOrgID', 'sts:ExternalId',
    'aws:SourceVpc', 'aws:PrincipalArn',
  ], // prettier-ignore
};

const accounts = [1, 2, 3, 0, 5, 6, 7, 8].map((digit) => (digit === 0 ? '' : `90000000000${digit}`));
const partitions = ['aws', 'aws-cn', 'aws', 'aws', 'aws-us-gov', 'aws', 'aws', 'aws'];
const regions = ['us-east-1', 'cn-north-1', '*', 'eu-west-1', 'us-gov-west-1', 'ap-south-1', '*', 'us-west-2'];
const suffixes = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.com',
  'amazonaws.com',
  'amazonaws.com',
  'amazonaws.com',
  'amazonaws.com',
  'amazonaws.com',
];
const services = ['s3', 'iam', '*', 'lambda', 'sns', 'ec2', '*', 'kms'];

/** Whether no policy would have the text of itself, so that a message that has it means the unknown part. */
export function isOnlyGuessed(text: string): boolean {
  return /zq\dx\d+vk|90000000000\d|gEtObJeCt|aSsUmErOlE/.test(text);
}

/** A text without unknown parts that the given one may turn out to be. */
export function guessText(text: string, role: Role, guesser: Guesser): string {
  const { form } = guesser;
  const others = form === like && role !== 'sid' && !isClosed(role) ? guesser.known(role) : [];
  if (others.length > 0) return others[guesser.ordinal(text) % others.length] ?? '';
  const alone = closed[role];
  if (alone) return alone[(form + (isOpenEnded(role) ? guesser.ordinal(text) : 0)) % alone.length] ?? '';
  const parts = splitUnknownParts(text);
  const [first] = parts;
  if (parts.length === 1 && first)
    return first.isName ? guesser.word(first.text) : guessWhole(first.text, role, guesser);
  const fitting = parts.some(({ isName }) => isName) ? undefined : fitFrame(parts, role, guesser);
  if (fitting !== undefined) return fitting;
  if (form === 6 && role === 'resource' && isFrayed(parts)) return '*';
  let known = '';
  parts.forEach((part, index) => {
    const after = parts[index + 1];
    if (!part.isUnknown) known += part.text;
    else if (part.isName) known += guesser.word(part.text);
    else known += guessPart(part.text, known, after?.isUnknown === false ? after.text : '', role, guesser);
  });
  return known;
}

/** There are few values, and which one the policy has elsewhere says nothing. */
function isClosed(role: Role): boolean {
  return role === 'version' || role === 'effect' || role === 'operator' || role === 'kind' || role === 'boolean';
}

/** Values that compare with each other. */
function isOpenEnded(role: Role): boolean {
  return role === 'number' || role === 'date' || role === 'boolean' || role === 'address';
}

/** In every other form, a usual value that has the known parts of the text. */
function fitFrame(parts: readonly TextPart[], role: Role, guesser: Guesser): string | undefined {
  const isTried = guesser.form % 2 === 1 || (guesser.form === empty && (role === 'action' || role === 'trustAction'));
  if (!isTried || role === 'resource' || role === 'arn') return undefined;
  const fitting = (whole[role] ?? []).filter((one) => one !== '*' && fitsFrame(one, parts));
  const chosen = fitting[Math.floor(guesser.form / 2) % fitting.length];
  return chosen === undefined ? undefined : fill(chosen, parts.map(({ text }) => text).join(''), guesser);
}

function fitsFrame(value: string, parts: readonly TextPart[]): boolean {
  let at = 0;
  for (const [index, { text, isUnknown }] of parts.entries()) {
    if (isUnknown) continue;
    const isLast = index === parts.length - 1;
    const found = isLast ? value.length - text.length : value.indexOf(text, at);
    if (found < at || (index === 0 && found !== 0) || !value.startsWith(text, found)) return false;
    at = found + text.length;
  }
  return true;
}

/** An unknown part in one of an ARN's first five fields that is not the whole field: it may hold colons. */
function isFrayed(parts: readonly TextPart[]): boolean {
  let colons = 0;
  return parts.some(({ text, isUnknown }, index) => {
    if (!isUnknown) {
      colons += text.split(':').length - 1;
      return false;
    }
    const [before, after] = [parts[index - 1]?.text ?? '', parts[index + 1]?.text ?? ''];
    return colons < 5 && !(before.endsWith(':') && after.startsWith(':'));
  });
}

function guessWhole(expression: string, role: Role, guesser: Guesser): string {
  const named = byName(expression, guesser);
  if (named !== undefined && role !== 'resource' && role !== 'action') return named;
  const pattern = whole[role]?.[guesser.form];
  if (pattern !== undefined) return fill(pattern, expression, guesser);
  if (role === 'sid') return `Unknown${guesser.word(expression)}`;
  if (wide.includes(guesser.form)) return '*';
  return guesser.form === empty ? '' : guesser.word(expression);
}

function fill(pattern: string, expression: string, guesser: Guesser): string {
  return pattern.replaceAll('{}', guesser.word(expression)).replaceAll('{account}', accountOf(guesser));
}

function accountOf({ form, knownAccount }: Guesser): string {
  return accounts[form] || knownAccount;
}

/** What the pseudo parameters of templates, and data sources of like names, stand for. */
function byName(expression: string, guesser: Guesser): string | undefined {
  const { form } = guesser;
  if (/^AWS::AccountId$|account_?id$/i.test(expression)) return accountOf(guesser);
  if (/^AWS::Partition$|aws_partition\.\w+\.partition$/.test(expression)) return partitions[form];
  if (/^AWS::Region$|aws_region\.\w+\.(?:name|region|id)$/.test(expression)) return regions[form];
  return /^AWS::URLSuffix$|dns_suffix$/.test(expression) ? suffixes[form] : undefined;
}

/** A part of a text, by what stands before and after it. */
function guessPart(expression: string, before: string, after: string, role: Role, guesser: Guesser): string {
  const { form } = guesser;
  if (role === 'sid') return `Unknown${guesser.word(expression)}`;
  const named = byName(expression, guesser);
  const field = /^arn:/i.test(before) && before.endsWith(':') ? before.split(':').length - 1 : 0;
  const isField = after.startsWith(':');
  if (isField && field === 1) return partitions[form] ?? 'aws';
  if (isField && field === 2) return services[form] ?? 's3';
  if (isField && field === 3) return form === empty ? '' : (regions[form] ?? '');
  if (isField && field === 4) return form === empty && named === undefined ? '' : accountOf(guesser);
  if (named !== undefined) return named;
  if (before === '' && !after.startsWith(':') && (role === 'resource' || role === 'aws' || role === 'arn')) {
    return wide.includes(form)
      ? '*'
      : fill(['arn:aws:s3:::{}', 'arn:aws:iam::{account}:role/{}'][form % 2] ?? '{}', expression, guesser);
  }
  if (role === 'federated' && before.endsWith('oidc-provider/')) {
    return form === 3 ? 'token.actions.githubusercontent.com' : `${guesser.word(expression)}.example.com`;
  }
  if (wide.includes(form) && role !== 'service' && role !== 'federated' && role !== 'key')
    return before.endsWith('*') || after.startsWith('*') ? '' : '*';
  return form === empty ? '' : guesser.word(expression);
}
