/** The parts of a snapshot that are about the account as a whole, each read on its own. */
import type { Account, AccountFact, AnalyzerRegion, User } from './model.ts';
import { unreadableSetting } from './proton.ts';
import { isMembers, isUnreadableTime, own, recordOf, textAt, timeAt, type Members, type Read } from './shape.ts';

type Reader = (value: unknown) => Read<Partial<Account>>;

/** By the fact it makes; the part has the fact's name. */
export const settingReaders = {
  accountSummary: readSummary,
  passwordPolicy: readPasswordPolicy,
  organizationsFeatures: (value) => readTexts(value, 'EnabledFeatures', 'organizationsFeatures'),
  accountAliases: (value) => readTexts(value, 'AccountAliases', 'aliases'),
  virtualMfaDevices: readVirtualMfaDevices,
  serverCertificates: readServerCertificates,
  samlProviders: (value) => readArns(value, 'SAMLProviderList', 'samlProviders'),
  openIdConnectProviders: (value) => readArns(value, 'OpenIDConnectProviderList', 'openIdConnectProviders'),
  accessAnalyzer: readAccessAnalyzer,
  proton: readProton,
} as const satisfies Partial<Record<AccountFact, Reader>>;

/** `{"<user>": {"MFADevices": [...]}}`: one user that cannot be read makes the part unusable, as "no device" would be wrong. */
export function readMfaDevices(value: unknown): Read<ReadonlyMap<string, NonNullable<User['mfaDevices']>>> {
  if (!isMembers(value)) return { reason: 'is no object of devices by user name' };
  const byUser = new Map<string, NonNullable<User['mfaDevices']>>();
  for (const [user, raw] of Object.entries(value)) {
    const devices = readList(raw, 'MFADevices', (item) => {
      const serialNumber = textAt(item, 'SerialNumber');
      return serialNumber === undefined ? undefined : { serialNumber };
    });
    if ('reason' in devices) return { reason: `of user ${user} ${devices.reason}` };
    byUser.set(user, devices.value);
  }
  return { value: byUser };
}

/** A list in an object, whole: the rules conclude from what is not in it. */
function readList<T>(value: unknown, name: string, read: (item: Members) => T | undefined): Read<readonly T[]> {
  const list = isMembers(value) ? own(value, name) : undefined;
  if (!isMembers(value) || !Array.isArray(list)) return { reason: `has no list ${name}` };
  if (own(value, 'IsTruncated') === true || textAt(value, 'NextToken') !== undefined) {
    return { reason: 'is cut off (IsTruncated or NextToken)' };
  }
  const items: T[] = [];
  for (const raw of list as readonly unknown[]) {
    const item = isMembers(raw) ? read(raw) : undefined;
    if (item === undefined) return { reason: `has an entry in ${name} that cannot be read` };
    items.push(item);
  }
  return { value: items };
}

function asSetting<K extends keyof Account>(key: K, read: Read<Account[K]>): Read<Partial<Account>> {
  return 'value' in read ? { value: { [key]: read.value } } : read;
}

function readArns(
  value: unknown,
  list: string,
  key: 'samlProviders' | 'openIdConnectProviders',
): Read<Partial<Account>> {
  return asSetting(key, readList(value, list, (item) => {
    const arn = textAt(item, 'Arn');
    return arn === undefined ? undefined : { arn };
  })); // prettier-ignore
}

function readTexts(value: unknown, list: string, key: 'organizationsFeatures' | 'aliases'): Read<Partial<Account>> {
  const texts = isMembers(value) ? own(value, list) : undefined;
  if (!Array.isArray(texts)) return { reason: `has no list ${list}` };
  const isText = (item: unknown): item is string => typeof item === 'string';
  return texts.every(isText) ? { value: { [key]: texts } } : { reason: `has an entry in ${list} that is no text` };
}

function readVirtualMfaDevices(value: unknown): Read<Partial<Account>> {
  return asSetting('virtualMfaDevices', readList(value, 'VirtualMFADevices', (item) => {
    const serialNumber = textAt(item, 'SerialNumber');
    const user = own(item, 'User');
    const userArn = isMembers(user) ? textAt(user, 'Arn') : undefined;
    return serialNumber === undefined ? undefined : { serialNumber, ...(userArn !== undefined && { userArn }) };
  })); // prettier-ignore
}

function readServerCertificates(value: unknown): Read<Partial<Account>> {
  return asSetting('serverCertificates', readList(value, 'ServerCertificateMetadataList', (item) => {
    const [certificate, arn] = [textAt(item, 'ServerCertificateName'), textAt(item, 'Arn')];
    if (certificate === undefined || arn === undefined || isUnreadableTime(item, 'Expiration')) return undefined;
    const expiration = timeAt(item, 'Expiration');
    return { name: certificate, arn, ...(expiration && { expiration }) };
  })); // prettier-ignore
}

function readSummary(value: unknown): Read<Partial<Account>> {
  const map = isMembers(value) ? own(value, 'SummaryMap') : undefined;
  if (!isMembers(map)) return { reason: 'has no object SummaryMap' };
  const counts = Object.entries(map);
  const isCount = (pair: [string, unknown]): pair is [string, number] => typeof pair[1] === 'number';
  const [wrong] = counts.find((pair) => !isCount(pair)) ?? [];
  return wrong === undefined
    ? { value: { summary: recordOf(counts.filter(isCount)) } }
    : { reason: `has a ${wrong} that is no number` };
}

function readProton(value: unknown): Read<Partial<Account>> {
  if (!isMembers(value)) return { reason: 'is no object' };
  const wrong = unreadableSetting(value);
  return wrong === undefined ? { value: { proton: value } } : { reason: `has ${wrong} of a wrong type` };
}

const passwordNumbers = ['MinimumPasswordLength', 'MaxPasswordAge', 'PasswordReusePrevention'];
const passwordFlags = [
  'RequireSymbols', 'RequireNumbers', 'RequireUppercaseCharacters', 'RequireLowercaseCharacters', 'ExpirePasswords',
]; // prettier-ignore

/** `null` is an answer (the account has none), an absent part is not. */
function readPasswordPolicy(value: unknown): Read<Partial<Account>> {
  if (value === null) return { value: { passwordPolicy: null } };
  const policy = isMembers(value) ? own(value, 'PasswordPolicy') : undefined;
  if (!isMembers(policy)) return { reason: 'has no object PasswordPolicy' };
  const entries: [string, unknown][] = [];
  for (const [names, type] of [
    [passwordNumbers, 'number'],
    [passwordFlags, 'boolean'],
  ] as const) {
    for (const key of names) {
      const setting = own(policy, key);
      if (setting === undefined || setting === null) continue;
      if (typeof setting !== type) return { reason: `has a ${key} that is no ${type}` };
      entries.push([key.charAt(0).toLowerCase() + key.slice(1), setting]);
    }
  }
  return { value: { passwordPolicy: Object.fromEntries(entries) } };
}

function readAccessAnalyzer(value: unknown): Read<Partial<Account>> {
  if (!isMembers(value)) return { reason: 'is no object of regions' };
  const regions: [string, AnalyzerRegion][] = [];
  for (const [region, raw] of Object.entries(value)) {
    const analyzers = isMembers(raw) ? own(raw, 'analyzers') : undefined;
    const findings = isMembers(raw) ? (own(raw, 'findings') ?? {}) : undefined;
    if (!isListOfMembers(analyzers) || !isMembers(findings)) return { reason: `of region ${region} cannot be read` };
    if (analyzers.some((analyzer) => textAt(analyzer, 'arn') === undefined)) {
      return { reason: `of region ${region} has an analyzer without an arn` };
    }
    const lists = Object.entries(findings);
    if (!lists.every((pair): pair is [string, Members[]] => isListOfMembers(pair[1]))) {
      return { reason: `of region ${region} has findings that cannot be read` };
    }
    regions.push([region, { analyzers, findings: recordOf(lists) }]);
  }
  return { value: { accessAnalyzer: recordOf(regions) } };
}

function isListOfMembers(value: unknown): value is Members[] {
  return Array.isArray(value) && value.every(isMembers);
}
