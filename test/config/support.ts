import type { ConfigPlace } from '../../src/config/config.ts';
import type { Config } from '../../src/config/config.ts';
import { validateConfig } from '../../src/config/validate.ts';
import { nearest } from '../../src/catalog/suggest.ts';
import { UsageError } from '../../src/errors.ts';
import type { Finding } from '../../src/finding.ts';
import type { RuleMeta } from '../../src/rule.ts';

function meta(id: string, more: Partial<RuleMeta> = {}): RuleMeta {
  return {
    id,
    subject: 'policy',
    severity: 'warning',
    summary: `Summary of ${id}.`,
    why: '',
    remedy: '',
    messages: {},
    references: {},
    since: '0.1.0',
    ...more,
  };
}

export const rules: readonly RuleMeta[] = [
  meta('invalid-action', {
    severity: 'error',
    references: { accessAnalyzer: ['INVALID_ACTION'], parliament: ['UNKNOWN'] },
  }),
  meta('invalid-service', { severity: 'error', references: { parliament: ['UNKNOWN'] } }),
  meta('root-access-key-present', {
    subject: 'account',
    references: { prowler: ['iam_no_root_access_key'], cis: ['5.0/1.3'] },
  }),
  meta('user-key-old', {
    subject: 'user',
    options: {
      days: { type: 'number', default: 90, description: 'Oldest age.' },
      except: { type: 'strings', default: [], description: 'Names.' },
      strict: { type: 'boolean', default: false, description: 'Strict.' },
      prefix: { type: 'string', default: '', description: 'Prefix.' },
    },
  }),
  meta('forbidden-access', { severity: 'security' }),
  meta('opinion', { severity: 'suggestion', offByDefault: true }),
  meta('privilege-escalation', {
    severity: 'security',
    subject: 'role',
    references: { pathfinding: ['iam-001', 'iam-002'] },
  }),
];

export const place: ConfigPlace = { file: 'iam-audit.config.json', dir: '/repo', cwd: '/repo' };

export function configOf(value: unknown, at: ConfigPlace = place): Config {
  return validateConfig(value, rules, at, nearest);
}

/** The lines of the UsageError, without the head. */
export function problemsOf(value: unknown, at: ConfigPlace = place): readonly string[] {
  try {
    configOf(value, at);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
}

export function finding(ruleId: string, more: Partial<Finding> = {}): Finding {
  return {
    ruleId,
    messageId: 'm',
    message: 'Message.',
    severity: 'warning',
    location: {},
    fingerprint: ruleId,
    ...more,
  };
}
