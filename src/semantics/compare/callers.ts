/**
 * Every kind of caller that the principals of two policies can tell apart, as a finite list: those that are named, and one
 * of each kind that is not. Some condition keys are functions of the caller; what they can be is said here too.
 */
import { lastSegment, parseCaller, type Caller } from '../caller.ts';
import type { CompiledPolicy } from '../compile.ts';
import type { PrincipalEntry } from '../principal.ts';

export interface KnownCaller {
  readonly caller: Caller;
  /** Stands for all callers of its kind and account that no policy names. */
  readonly isGeneric: boolean;
  /** Of an account (or service, or provider) that no policy names, or anonymous. */
  readonly isStranger: boolean;
}

/** Names that no policy uses. */
export interface FreshNames {
  readonly account: string;
  readonly name: string;
}

const spareAccounts = ['999999999999', '888888888888', '777777777777', '666666666666', '123123123123', '321321321321'];

/** Names that stand nowhere in the texts. */
export function freshNames(texts: readonly string[]): FreshNames {
  const all = texts.join('\n');
  const account =
    spareAccounts.find((text) => !all.includes(text)) ?? countUp((at) => String(900_000_000_000 + at), all);
  return { account, name: countUp((at) => (at === 0 ? 'anybody' : `anybody${at}`), all) };
}

function countUp(make: (at: number) => string, all: string): string {
  for (let at = 0; ; at++) if (!all.includes(make(at))) return make(at);
}

/** The callers of policies of resources; the most ordinary first. */
export function listCallers(
  policies: readonly CompiledPolicy[],
  named: readonly string[],
  fresh: FreshNames,
): KnownCaller[] {
  const entries = policies.flatMap(entriesOf);
  const texts = [...new Set([...entries.flatMap(textsOf), ...named])];
  const callers = new Map<string, KnownCaller>();
  const add = (text: string, isGeneric: boolean, isStranger: boolean): void => {
    if (!callers.has(text)) callers.set(text, { caller: parseCaller(text), isGeneric, isStranger });
  };
  add('*', false, true);
  addAccount(fresh.account, 'aws', fresh, (text) => { add(text, true, true); }); // prettier-ignore
  for (const text of texts) addNamed(parseCaller(text), fresh, (one) => { add(one, false, isWebProvider(one)); }); // prettier-ignore
  for (const [account, partition] of accountsOf(texts)) {
    addAccount(account, partition, fresh, (text) => { add(text, true, false); }); // prettier-ignore
  }
  add(`${fresh.name}.amazonaws.com`, true, false);
  add(`arn:aws:iam::${fresh.account}:saml-provider/${fresh.name}`, true, false);
  for (const entry of entries) {
    if (entry.form === 'pattern') for (const text of variantsOf(entry, fresh)) add(text, true, false);
  }
  return [...callers.values()];
}

function entriesOf(policy: CompiledPolicy): readonly PrincipalEntry[] {
  return policy.statements.flatMap((statement) => statement.principals ?? []);
}

function textsOf(entry: PrincipalEntry): readonly string[] {
  return ['everyone', 'nobody', 'pattern'].includes(entry.form) ? [] : [entry.text];
}

/** Hosts of identity providers that anybody can sign up with. */
function isWebProvider(text: string): boolean {
  return parseCaller(text).kind === 'federated' && !text.startsWith('arn:');
}

function addNamed(caller: Caller, fresh: FreshNames, add: (text: string) => void): void {
  const { kind, text, partition, account } = caller;
  if (kind === 'anonymous' || kind === 'root') return;
  if (kind === 'role') add(`arn:${partition}:sts::${account}:assumed-role/${lastSegment(text)}/${fresh.name}`);
  add(text);
}

function addAccount(account: string, partition: string, { name }: FreshNames, add: (text: string) => void): void {
  add(`arn:${partition}:iam::${account}:user/${name}`);
  add(`arn:${partition}:sts::${account}:assumed-role/${name}/${name}`);
  add(`arn:${partition}:iam::${account}:role/${name}`);
  add(`arn:${partition}:iam::${account}:root`);
  add(`arn:${partition}:sts::${account}:federated-user/${name}`);
}

/** The account that an ARN or a pattern of ARNs writes out. */
export function accountIn(text: string): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(text)?.[1];
}

/** Accounts named in any way, with the partition they are named in. */
export function accountsOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const accounts = new Map<string, string>();
  for (const text of texts) {
    const { account, partition, kind } = parseCaller(text);
    if (account !== '' && /^\d{12}$/.test(account) && kind !== 'federated' && !accounts.has(account)) {
      accounts.set(account, partition === '' ? 'aws' : partition);
    }
  }
  return accounts;
}

/** Callers that a principal pattern of a reference policy names; only what grants is compared with these. */
function variantsOf(entry: PrincipalEntry, fresh: FreshNames): readonly string[] {
  const filled = entry.text.replace(/\*/g, fresh.name).replace(/\?/g, 'x');
  const digits = entry.text.replace(/^([^:]*:[^:]*:[^:]*:[^:]*:)[^:]*[*?][^:]*:/, `$1${fresh.account}:`);
  return [
    filled,
    digits.replace(/\*/g, fresh.name).replace(/\?/g, 'x'),
    entry.text.replace(/\*/g, '').replace(/\?/g, 'x'),
  ].filter((text) => parseCaller(text).kind !== 'other' && /^arn:[^:]*:(iam|sts)::\d{12}:.+/.test(text));
}
