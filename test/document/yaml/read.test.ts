import { describe, expect, it } from 'vitest';
import { readYamlFile } from '../../../src/document/yaml/read.ts';

const read = (text: string) => readYamlFile(text, 'a.yaml', {});

describe('a YAML file with a syntax error', () => {
  it.each([
    ['a policy', 'Version: "2012-10-17"\nStatement:\n\t- Effect: Allow\n'],
    ['a template that has come to its first resource', 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n\tRole:\n'],
    ['a template without a version', 'Resources:\n\tRole:\n\t\tType: AWS::IAM::Role\n'],
  ])('is reported when it is %s', (_, text) => {
    const { looksLikePolicies, document } = read(text);
    expect(looksLikePolicies).toBe(true);
    expect(document.syntaxError?.message).toContain('tab');
  });

  it('is left alone when nothing in it speaks of policies', () => {
    const { looksLikePolicies, document } = read('jobs:\n\tbuild: 1\n');
    expect(looksLikePolicies).toBe(false);
    expect(document.syntaxError).toBeUndefined();
  });

  it('is said not to be judged when another tool fills it in first', () => {
    const { document, unread } = read('{{- if .Values.role }}\nPolicyDocument:\n\t{{ .x }}\n');
    expect(document.syntaxError).toBeUndefined();
    expect(unread.map(({ message }) => message).join()).toContain('fills in');
  });
});
