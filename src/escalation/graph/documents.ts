/** The statements of an account that bear on escalation, each distinct one compiled once. */
import type { Policy, Statement } from '../../policy/model.ts';
import { compilePolicy, matchesAction, type CompiledStatement } from '../../semantics/compile.ts';
import { variableParts } from '../../semantics/request.ts';
import { isVariable } from '../../semantics/glob.ts';

/** A distinct statement. Where it stands is the business of whoever cites it. */
export interface Rule {
  readonly id: number;
  readonly isAllow: boolean;
  readonly compiled: CompiledStatement;
  /** Numbers of the relevant actions it is about. */
  readonly actions: ReadonlySet<number>;
  /** Its meaning depends on who the principal is: `${aws:username}`, aws:PrincipalTag. */
  readonly isPersonal: boolean;
}

/** A distinct document. */
export interface Doc {
  readonly id: number;
  readonly rules: readonly Rule[];
  readonly policy: Policy;
}

export interface DocumentStore {
  /** The actions that any path takes, in lower case, by number. */
  readonly actions: readonly string[];
  readonly actionNumber: (action: string) => number;
  readonly docOf: (policy: Policy) => Doc;
  /** Keys of tags that some condition asks principals for, in lower case. */
  readonly principalTags: ReadonlySet<string>;
}

/** Makes the store for these actions (`service:Name`, each once). */
export function makeDocumentStore(names: readonly string[]): DocumentStore {
  const actions = names.map((name) => name.toLowerCase());
  const numbers = new Map(actions.map((name, at) => [name, at]));
  const byPolicy = new WeakMap<Policy, Doc>();
  const byText = new Map<string, Doc>();
  const rulesByText = new Map<string, Rule>();
  const covered = new Map<string, ReadonlySet<number>>();
  const principalTags = new Set<string>();
  const actionsOf = (compiled: CompiledStatement): ReadonlySet<number> => {
    const key = JSON.stringify([compiled.isNotAction, compiled.actions.map(({ text }) => text)]);
    let found = covered.get(key);
    if (!found) {
      found = new Set(actions.flatMap((action, at) => (matchesAction(compiled, action) ? [at] : [])));
      covered.set(key, found);
    }
    return found;
  };
  const ruleOf = (compiled: CompiledStatement, policy: Policy): Rule => {
    const key = JSON.stringify([policy.version?.text, rawOf(compiled.source)]);
    let rule = rulesByText.get(key);
    if (!rule) {
      const isPersonal = namesPrincipal(compiled, principalTags);
      const { isAllow } = compiled;
      rule = { id: rulesByText.size, isAllow, compiled, actions: actionsOf(compiled), isPersonal };
      rulesByText.set(key, rule);
    }
    return rule;
  };
  const compile = (policy: Policy, id: number): Doc => {
    const rules = compilePolicy(policy)
      .statements.filter(({ source }) => isUsable(source))
      .map((compiled) => ruleOf(compiled, policy))
      .filter(({ actions: found }) => found.size > 0);
    return { id, rules, policy };
  };
  return {
    actions,
    principalTags,
    actionNumber: (action) => numbers.get(action.toLowerCase()) ?? -1,
    docOf: (policy) => {
      let doc = byPolicy.get(policy);
      if (doc) return doc;
      const text = JSON.stringify(policy.raw);
      doc = byText.get(text);
      if (!doc) byText.set(text, (doc = compile(policy, byText.size)));
      byPolicy.set(policy, doc);
      return doc;
    },
  };
}

function rawOf({ policy, index, place }: Statement): unknown {
  const { raw } = policy;
  const list: unknown = typeof raw === 'object' && raw !== null && 'Statement' in raw ? raw.Statement : undefined;
  if (Array.isArray(list)) return list[index] as unknown;
  return list ?? place.key;
}

/** A damaged statement may have lost the very limit that it set; AWS stores none such. */
function isUsable(statement: Statement): boolean {
  return !statement.isDamaged && (statement.resource ?? statement.notResource) !== undefined;
}

const personalKey = /^aws:(principalarn|principaltag\/.*|username|userid)$/;

function namesPrincipal({ resources = [], conditions }: CompiledStatement, tags: Set<string>): boolean {
  const names = [
    ...resources.flatMap(({ tokens }) => tokens.filter(isVariable)).map((token) => variableParts(token).key),
    ...conditions.flatMap(({ key, variables }) => [key, ...variables.map((token) => variableParts(token).key)]),
  ].filter((name) => personalKey.test(name));
  for (const name of names) if (name.startsWith('aws:principaltag/')) tags.add(name);
  return names.length > 0;
}
