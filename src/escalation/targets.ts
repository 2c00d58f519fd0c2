/** On which resources a step makes sense, and which of them a statement names. */
import type { Catalog } from '../catalog/catalog.ts';
import { splitArn } from '../policy/arn.ts';
import { rememberLatest } from '../policy/remember.ts';
import { hasUnknownPart } from '../policy/unknown.ts';
import type { CompiledStatement } from '../semantics/compile.ts';
import { areDisjoint, isCovered } from '../semantics/compare/inclusion.ts';
import { fifthColon, isVariable, resourceGlob, type Glob } from '../semantics/glob.ts';
import { variableParts } from '../semantics/request.ts';
import type { PathStep, TargetKind } from './path.ts';
import { commandDocuments } from './paths.ts';

/** Where the principal lives, as far as it is known; `*` stands for unknown. */
export interface Home {
  readonly partition: string;
  readonly account: string;
}

/** How much of what the step may be about is within reach: all of it, what fits a wildcard, or what is named one by one. */
export type Scope = 'every' | 'some' | 'named';

const iamTargets: Partial<Record<TargetKind, string>> = {
  'passable-role': 'role',
  'target-role': 'role',
  'self-role': 'role',
  'target-user': 'user',
  'self-user': 'user',
  'target-group': 'group',
  'own-group': 'group',
  'attached-policy': 'policy',
  'target-role-policy': 'policy',
  'own-boundary': 'policy',
};

/** Patterns of the ARNs that the step can be about; any of them will do. */
export function targetPatterns(step: PathStep, catalog: Catalog, { partition, account }: Home): readonly string[] {
  const type = iamTargets[step.target];
  // Roles of other accounts can be assumed too; everything else in IAM stays within the account.
  const owner = step.action === 'sts:AssumeRole' ? '*' : account;
  if (type !== undefined) return [`arn:${partition}:iam::${owner}:${type}/*`];
  return patternsOf(catalog)(step).map((format) =>
    format.replace('${Partition}', partition).replace('${Account}', account),
  );
}

/** Formats of an action's resource types with everything left open but the service and the type's word. */
const patternsOf = rememberLatest((catalog: Catalog) => {
  const known = new Map<PathStep, readonly string[]>();
  return (step: PathStep): readonly string[] => {
    let patterns = known.get(step);
    if (patterns === undefined) known.set(step, (patterns = readPatterns(catalog, step)));
    return patterns;
  };
});

function readPatterns(catalog: Catalog, { action, resourceTypes }: PathStep): readonly string[] {
  const info = catalog.action(action);
  const service = action.split(':')[0] ?? '';
  const types = catalog.service(service)?.resourceTypes;
  const wanted = (info?.resourceTypes ?? []).filter(({ name, required }) => resourceTypes?.includes(name) ?? required);
  const formats = wanted.flatMap(({ name }) => (types?.get(name)?.arn ?? '').split(/,\s*/)).flatMap(openFormat);
  // Without resource types only `*` works; an ARN of the service is taken for one that the reference has forgotten.
  return formats.length > 0 ? formats : [`arn:\${Partition}:${service}:*:*:*`];
}

/** Services know more forms than they document, so only the type's word counts. */
function openFormat(format: string): readonly string[] {
  const arn = splitArn(format);
  if (!arn) return [];
  const word = arn.service === 's3' ? '' : (/^[^:$*]*?[/:]?(?=[:$*]|$)/.exec(arn.resource)?.[0] ?? '');
  const account = arn.account === '${Account}' ? arn.account : '*';
  return [`arn:\${Partition}:${arn.service}:*:${account}:${word}*`];
}

/** Roles that only AWS makes, changes and hands out, and policies of AWS. */
const keptByAws = [
  'arn:*:iam::*:role/aws-service-role/*',
  'arn:*:iam::*:role/aws-reserved/*',
  'arn:*:iam::aws:policy/*',
].map((text) => resourceGlob(text, false));

/** What lies within such a pattern has its fixed words too. */
function isKeptByAws(glob: Glob): boolean {
  return /aws-service-role|aws-reserved|::aws:/.test(glob.text) && keptByAws.some((kept) => isCovered(glob, kept));
}

/** Whether a resource of a statement can name what the step needs. */
export function canBeTarget(glob: Glob, kind: TargetKind, wanted: Glob): boolean {
  if (areDisjoint(glob, wanted)) return false;
  // Written for a variable, which a policy without Version 2012-10-17 does not have: no name looks like this.
  if (!glob.hasVariable && glob.text.includes('${')) return false;
  // `user/${aws:username}` is the caller and no other user.
  if (kind === 'target-user' && namesCaller(glob)) return false;
  return !isKeptByAws(glob) && !isHarmlessDocument(glob);
}

const awsDocument = /^(?:arn:[^:]*:ssm:[^:]*:[^:]*:)?document\/(?:AWS|Amazon)/;
const commandGlobs = commandDocuments.map((name) => resourceGlob(`arn:*:ssm:*:*:document/${name}`, false));

/** A document of AWS that installs an agent, takes a snapshot or the like, whatever its caller says. */
function isHarmlessDocument(glob: Glob): boolean {
  if (!awsDocument.test(glob.text)) return false;
  let isHarmless = harmless.get(glob);
  if (isHarmless === undefined) {
    isHarmless = commandGlobs.every((command) => areDisjoint(glob, command));
    harmless.set(glob, isHarmless);
  }
  return isHarmless;
}

const harmless = new WeakMap<Glob, boolean>();

function namesCaller({ tokens }: Glob): boolean {
  return tokens.some((token) => isVariable(token) && variableParts(token).key === 'aws:username');
}

/** `*`. */
export function isEverything({ shape, prefix }: Glob): boolean {
  return shape === 'prefix' && prefix === '';
}

/** A resource of a statement, and a pattern of which it can be the target. */
interface Fit {
  readonly glob: Glob;
  readonly wanted: Glob;
}

/** What of a statement's resources the step can be about; undefined when they leave nothing out. */
export function fitsOf(
  { resources, isNotResource }: CompiledStatement,
  kind: TargetKind,
  wanted: readonly Glob[],
): readonly Fit[] | undefined {
  if (resources === undefined || isNotResource) return undefined;
  if (resources.length === 1 && resources.every(isEverything)) return undefined;
  const fits: Fit[] = [];
  for (const glob of resources) {
    const open = openGlob(glob);
    for (const pattern of wanted) if (canBeTarget(open, kind, pattern)) fits.push({ glob, wanted: pattern });
  }
  return fits;
}

/** How far the resources of a statement reach among those that the step can be about. */
export function scopeOf({ resources }: CompiledStatement, kind: TargetKind, fits: readonly Fit[] | undefined): Scope {
  if (fits === undefined || resources?.some(isEverything)) return 'every';
  let scope: Scope = 'named';
  for (const { glob, wanted } of fits) {
    const own = scopeOfGlob(glob, kind, wanted);
    if (own === 'every') return own;
    if (own === 'some') scope = own;
  }
  return scope;
}

function scopeOfGlob(glob: Glob, kind: TargetKind, wanted: Glob): Scope {
  // Each holder of such a policy reaches itself.
  if (kind === 'self-user' && namesCaller(glob)) return 'every';
  const rest = restOf(openGlob(glob));
  // A name that only deployment knows is a name, as a rule; that of the account does not matter.
  if (!hasUnknownPart(restText(glob))) {
    if (isCovered(wanted, glob) || isCovered(restOf(wanted), rest)) return 'every';
    return rest.shape === 'literal' ? 'named' : 'some';
  }
  return /[*?]/.test(glob.text.replace(unknownParts, '')) ? 'some' : 'named';
}

function restText({ text }: Glob): string {
  return text.slice(fifthColon(text) + 1);
}

/** The part after the account: a policy acts in one account, whatever stands before. */
function restOf(glob: Glob): Glob {
  const head = fifthColon(glob.text);
  return head < 0 ? glob : resourceGlob(glob.text.slice(head + 1), glob.hasVariable);
}

/** A statement's resources with parts that only deployment knows left open, and without those that cannot be the target. */
export function narrowTo(statement: CompiledStatement, fits: readonly Fit[] | undefined): CompiledStatement {
  if (fits === undefined) return statement;
  const fitting = new Set(fits.map(({ glob }) => glob));
  return { ...statement, resources: [...fitting].map((glob) => openGlob(glob)) };
}

const unknownParts = /\uE000[^\uE001]*\uE001/g;

function openGlob(glob: Glob): Glob {
  if (!hasUnknownPart(glob.text)) return glob;
  return resourceGlob(glob.text.replace(unknownParts, '*'), glob.hasVariable);
}

/** What the principal's account and partition are if all ARNs of its policies agree. */
export function homeOf(texts: Iterable<string>): Home {
  const accounts = new Set<string>();
  const partitions = new Set<string>();
  for (const text of texts) {
    const arn = splitArn(text);
    if (arn === undefined) continue;
    if (/^\d{12}$/.test(arn.account)) accounts.add(arn.account);
    if (/^aws[a-z-]*$/.test(arn.partition)) partitions.add(arn.partition);
  }
  const [account = '*'] = accounts;
  const [partition = 'aws'] = partitions;
  return { account: accounts.size === 1 ? account : '*', partition: partitions.size <= 1 ? partition : '*' };
}
