import { analyzersOf } from '../../account/analyzers.ts';
import { tagGap } from '../../account/own-tags.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'access-analyzer-untagged',
    subject: 'account',
    severity: 'warning',
    summary: 'Every analyzer of IAM Access Analyzer has tags, among them the required ones.',
    why: 'Tags tell who looks after the analyzer and its findings.',
    remedy: 'Tag the analyzer with its owner.',
    messages: {
      untagged: 'Analyzer {{name}} in {{region}} has no tags.',
      incomplete: 'Analyzer {{name}} in {{region}} lacks the tags {{keys}}.',
    },
    needs: ['accessAnalyzer'],
    options: {
      keys: { type: 'strings', default: [], description: 'Tag keys that must be there. None: any tag will do.' },
    },
    offByDefault: true,
    references: { securityHub: ['IAM.23'], awsConfig: ['tagged-accessanalyzer-analyzer'] },
    since: '0.1.0',
  },
  create: ({ report, options }) => ({
    account(account) {
      for (const { at, name, region, tags } of analyzersOf(account)) {
        const gap = tagGap(tags, options.keys as readonly string[]);
        if (gap) report({ at, message: gap.message, data: { name, region, keys: gap.keys } });
      }
    },
  }),
});
