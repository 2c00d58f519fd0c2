import { defineRule } from '../../rule.ts';
import { resolveKey } from '../../semantics/condition-key.ts';
import { familyOf } from '../../semantics/condition-value.ts';
import type { OperatorFamily } from '../../policy/condition.ts';
import type { ResolvedKey } from '../../semantics/condition-key.ts';

type Type = NonNullable<ResolvedKey['type']>;

/** Text operators on an ARN and ARN operators on a text are everyday use, which the service lets pass. */
const fitting: Readonly<Record<Type, readonly OperatorFamily[]>> = {
  String: ['string', 'arn'],
  ARN: ['arn', 'string'],
  Bool: ['bool'],
  Numeric: ['numeric'],
  Date: ['date'],
  IPAddress: ['ip'],
  Binary: ['binary'],
};

const advice: Readonly<Record<Type, string>> = {
  String: 'a String operator',
  ARN: 'an Arn operator',
  Bool: 'Bool',
  Numeric: 'a Numeric operator',
  Date: 'a Date operator',
  IPAddress: 'IpAddress or NotIpAddress',
  Binary: 'BinaryEquals',
};

const spoken: Readonly<Record<Exclude<OperatorFamily, 'null'>, string>> = {
  string: 'texts',
  arn: 'ARNs',
  bool: 'Booleans',
  numeric: 'numbers',
  date: 'dates',
  ip: 'IP addresses',
  binary: 'binary data',
};

/**
 * Keys that hold numbers, whatever their type in the reference.
 * https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-lock-policy.html
 */
const numbers: ReadonlySet<string> = new Set(['aws:epochtime', 'glacier:archiveageindays']);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export default defineRule({
  meta: {
    id: 'type-mismatch',
    subject: 'policy',
    severity: 'warning',
    summary: 'The condition operator fits the type of the key.',
    why: 'A comparison of the wrong kind may never match, or compare texts where numbers or dates are meant.',
    remedy: 'Use an operator of the family that fits the key.',
    messages: { mismatch: '"{{operator}}" compares {{compares}}, but "{{key}}" is of type {{type}}. Use {{right}}.' },
    references: {
      accessAnalyzer: ['TYPE_MISMATCH'],
      boogy: ['condition_type_mismatch', 'type_mismatch'],
      parliament: ['MISMATCHED_TYPE'],
    },
    since: '0.1.0',
  },
  create: ({ catalog, report }) => ({
    condition(condition) {
      const { operator, key } = condition;
      const family = familyOf(condition);
      const { type, name } = resolveKey(catalog, key.text);
      if (family === undefined || family === 'null' || type === undefined) return;
      if (fitting[type].includes(family) || (family === 'numeric' && numbers.has(name.toLowerCase()))) return;
      const data = { operator: operator.text, compares: spoken[family], key: key.text, type, right: advice[type] };
      report({ at: key, message: 'mismatch', data });
    },
  }),
});
