/** What our rules say of a file that ESLint has open. All rules run at once, the first time one of them is asked. */
import { openCatalog } from '../catalog/iam-data.ts';
import { activate } from '../default-rules.ts';
import { newOutcome, prepare, type ActiveRule } from '../engine.ts';
import type { Finding } from '../finding.ts';
import { knownRules } from '../known-rules.ts';
import { lintFile } from '../lint-file.ts';
import { policyTypes, type PolicyType } from '../policy/model.ts';
import type { Rule } from '../rule.ts';

/** What is needed of ESLint's context. */
export interface Source {
  readonly options: readonly unknown[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: { readonly text: string };
}

const known = new WeakMap<object, readonly Finding[]>();

/** Findings of the rule, among those of others. */
export function judge(rule: Rule, source: Source): readonly Finding[] {
  const [options] = source.options;
  if (typeof options === 'object' && options !== null) return run([activate(rule, { ...options })], source);
  let findings = known.get(source.sourceCode);
  if (!findings) {
    findings = run(knownRules.map((one) => activate(one)), source); // prettier-ignore
    known.set(source.sourceCode, findings);
  }
  return findings;
}

/** ESLint's own language says whether comments may stand in the file, so here they always may. */
const path = 'file.jsonc';

function run(rules: readonly ActiveRule[], { settings, sourceCode }: Source): readonly Finding[] {
  const catalog = openCatalog();
  const outcome = newOutcome();
  const runner = prepare(rules, { catalog, now: new Date(catalog.date) }, outcome);
  const bytes = Buffer.from(sourceCode.text, 'utf8');
  lintFile({ path, bytes, named: false, ...hintsOf(settings['iam-audit']) }, runner);
  for (const [id, error] of outcome.crashes) throw new Error(`iam-audit rule ${id} failed`, { cause: error });
  return outcome.findings;
}

/** `settings: { 'iam-audit': { policyType: 'scp' } }`, as the flags of `iam-audit lint`. */
function hintsOf(settings: unknown): { policyType?: PolicyType; resourceType?: string } {
  if (typeof settings !== 'object' || settings === null) return {};
  const { policyType, resourceType } = settings as Readonly<Record<string, unknown>>;
  const type = policyTypes.find((one) => one === policyType);
  if (policyType !== undefined && !type) {
    throw new Error(`settings['iam-audit'].policyType is one of ${policyTypes.join(', ')}.`);
  }
  return { ...(type && { policyType: type }), ...(typeof resourceType === 'string' && { resourceType }) };
}
