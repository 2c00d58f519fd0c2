import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, UsageError } from '../../errors.ts';
import { version } from '../../version.ts';
import type { Command } from '../command.ts';
import { configNames } from '../config-file.ts';
import { reasonOf } from '../system-reason.ts';

const name = 'iam-audit.config.jsonc';

/** A configuration with every section, all of them as comments: what it does without being edited is the default. */
const configuration = `{
  "$schema": "./node_modules/iam-audit/dist/config-schema.json",

  // The lowest severity that ends a run with status 1: error, security, warning, suggestion or never.
  // "failOn": "security",

  // Files and folders that are passed over.
  // "ignore": ["vendor/**"],

  // A rule is "off", "on", a severity, or a list of a severity and its options. \`iam-audit rules\` lists all.
  // "rules": { "missing-version": "off", "user-access-key-not-rotated": ["security", { "days": 60 }] },

  // What cannot be told from the file itself. The last entry that matches counts.
  // "policyTypes": [{ "files": "scps/*.json", "type": "scp" }],

  // Other rules for some files.
  // "overrides": [{ "files": "sandbox/**", "rules": { "policy-service-wildcard": "off" } }],

  // Accepted findings. The reason is demanded; one that suppresses nothing is itself reported.
  // "suppressions": [
  //   { "rule": "pass-role-with-star-in-resource", "files": "policies/deploy.json", "reason": "why", "expires": "2027-06-30" }
  // ],

  // What no policy may ever allow.
  // "forbidden": [{ "actions": ["iam:CreateAccessKey"], "reason": "people sign in through the identity provider" }],

  // Findings that were there before; written by \`iam-audit lint . --update-baseline\`.
  // "baseline": "iam-audit-baseline.json",
}
`;

const snippets = `
To check each commit, in .pre-commit-config.yaml:

repos:
  - repo: https://github.com/iam-audit/iam-audit
    rev: v${version}
    hooks:
      - id: iam-audit

To check each pull request, in .github/workflows/iam-audit.yml:

on: pull_request
permissions:
  contents: read
  security-events: write
jobs:
  iam-audit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: iam-audit/iam-audit@v${version}
        with:
          paths: .
          sarif-file: iam-audit.sarif
      - uses: github/codeql-action/upload-sarif@v3
        if: always()
        with:
          sarif_file: iam-audit.sarif
`;

export const init: Command = {
  name: 'init',
  summary: 'write a commented configuration, and show what goes into hooks and workflows',
  usage: 'init',
  flags: { debug: { type: 'boolean', description: 'show the stack of an internal error' } },
  run: async ({ positionals }, io) => {
    if (positionals.length > 0) throw new UsageError('init takes no argument; it writes into the working directory.');
    const there = configNames.find((one) => existsSync(join(io.cwd, one)));
    if (there !== undefined) throw new InputError(`${there} is there already; init overwrites nothing.`);
    write(join(io.cwd, name));
    await io.stdout(`${name} written; everything in it is a comment until you change it.\n${snippets}`);
    return 0;
  },
};

function write(path: string): void {
  try {
    writeFileSync(path, configuration, { flag: 'wx' });
  } catch (error) {
    throw new InputError(`${name} cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}
