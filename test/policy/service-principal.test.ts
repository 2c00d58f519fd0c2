import { expect, it } from 'vitest';
import { parseServicePrincipal } from '../../src/policy/service-principal.ts';

it.each([
  ['lambda.amazonaws.com', ['lambda']],
  ['logs.eu-west-1.amazonaws.com', ['logs', 'eu-west-1']],
  ['ec2.amazonaws.com.cn', ['ec2']],
  ['alexa-appkit.amazon.com', ['alexa-appkit']],
  ['Lambda.amazonaws.com', undefined],
  ['lambda', undefined],
  ['.amazonaws.com', undefined],
  ['amazonaws.com', undefined],
  ['a..amazonaws.com', undefined],
  ['lambda.amazonaws.com.', undefined],
  ['lambda.example.com', undefined],
  ['ec2.amazon.com', undefined],
  [`${'a.'.repeat(1000)}amazonaws.com`, undefined],
])('%s', (text, labels) => {
  expect(parseServicePrincipal(text)).toEqual(labels);
});
