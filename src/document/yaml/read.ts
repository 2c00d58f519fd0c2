/** The reader of YAML files. CloudFormation's `.template` files may also be JSON, which the JSON reader knows better. */
import { readJson } from '../json.ts';
import { readDocument, type Read, type Reading } from '../readers.ts';
import { readYaml } from './document.ts';

/** What no file with a policy is without; most YAML files of a repository have none of it and are not parsed. */
const words =
  /Statement|statement|PolicyDocument|policyDocument|AWS::|AWSTemplateFormatVersion|20(?:12-10|08-10)-17|policy_(?:document|json)|:policy\/|(?:attach|permission)Policy/;

/** A `serverless.yml` may be put together from other files, and then has none of the words. */
const ofServerless = /^provider:/m;

/** Reads a YAML file that may hold policies. */
export const readYamlFile: Read = (text, path, options) => {
  if (/^\uFEFF?\s*\{/.test(text)) {
    const document = { ...readJson(text, { file: path }), isYaml: true };
    if (!document.syntaxError) return { ...readDocument(document, options), document, looksLikePolicies: false };
  }
  const looksLikePolicies = words.test(text);
  const document = readYaml(
    looksLikePolicies || ofServerless.test(text) || options.policyType !== undefined ? text : '',
    path,
  );
  if (document.syntaxError && looksLikePolicies && isFilledIn(text)) return unfilled(text, path);
  return { ...readDocument(document, options), document: { ...document, text }, looksLikePolicies };
};

/** Helm, Jinja and their like: no YAML before they are filled in. */
function isFilledIn(text: string): boolean {
  return /\{\{-?\s|\{%-?\s/.test(text);
}

function unfilled(text: string, path: string): Reading {
  const message = 'The file is a template that another tool fills in, so its policies were not read.';
  return {
    policies: [],
    syntaxErrors: [],
    duplicates: [],
    unread: [{ message, location: { file: path, line: 1, column: 1 } }],
    document: { text, syntaxError: undefined, duplicates: [] },
    looksLikePolicies: false,
  };
}
