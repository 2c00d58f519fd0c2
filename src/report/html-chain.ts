/** Escalation chains, drawn from node to node. */
import type { Finding } from '../finding.ts';
import { type ChainStep, chainEnds, stepsOf } from './chain.ts';
import { type Markup, markup, when } from './html-text.ts';
import { shortName } from './where.ts';

const mostFacts = 12;
const mostTargets = 20;

/** `evidence.hops` as nodes with an arrow between each two; undefined when there are none. */
export function chainMarkup(finding: Finding): Markup | undefined {
  const { steps, left } = stepsOf(finding);
  if (steps.length === 0) return undefined;
  const { entryPoints, targets, moreTargets, isPossible } = chainEnds(finding);
  const items = steps.flatMap((step, at) => {
    const isEnd = left === 0 && at === steps.length - 1 && endsInAdministrator(finding);
    return stepItems(step, steps[at - 1], isEnd);
  });
  const more = left > 0 ? [markup`<li class="hop">${left} more steps</li>`] : [];
  const isSure = finding.evidence?.['status'] === 'confirmed';
  const status = isPossible ? 'possible' : isSure ? 'confirmed' : undefined;
  return markup`<div class="label">How access grows${status === undefined ? undefined : markup` <span class="status ${status}">${status}</span>`}</div>
<ol class="chain">${[...entryMarkup(entryPoints), ...items, ...more]}</ol>${targetsMarkup(targets, moreTargets)}`;
}

/** From outside the account into the first node. */
function entryMarkup(entryPoints: readonly string[]): readonly Markup[] {
  if (entryPoints.length === 0) return [];
  const { shown, more } = cut(entryPoints, mostFacts);
  return [
    markup`<li class="node outside">${shown.join(', ')}${more}</li>`,
    markup`<li class="hop">is let in by the trust policy</li>`,
  ];
}

/** The node a hop leads to stands below it; that it starts from is only drawn for the first, or when it is another one. */
function stepItems(step: ChainStep, before: ChainStep | undefined, isEnd: boolean): readonly Markup[] {
  const { text, from, to } = step;
  if (text !== undefined) return [markup`<li class="node">${text}</li>`];
  const start = from === undefined || before?.to === from ? [] : [nodeMarkup(from, false)];
  return [...start, hopMarkup(step), ...(to === undefined ? [] : [nodeMarkup(to, isEnd)])];
}

function nodeMarkup(arn: string, isEnd: boolean): Markup {
  const isAdministrator = isEnd || arn === 'administrator';
  const badge = when(isEnd && arn !== 'administrator', () => markup` <span class="badge">administrator</span>`);
  return markup`<li class="node${isAdministrator ? ' end' : ''}">${shortName(arn)}${badge}</li>`;
}

function hopMarkup({ path, name, isPossible, actions, policies, reasons }: ChainStep): Markup {
  const id = path === undefined ? undefined : markup`<code>${path}</code> `;
  const doubt = when(isPossible, () => markup` <span class="status possible">possible</span>`);
  const facts = [...factMarkup('needs', actions), ...factMarkup('by', policies)];
  const why = reasons.slice(0, mostFacts).map((reason) => markup`<span>${reason}</span>`);
  return markup`<li class="hop">${id}${name}${doubt}${when(facts.length + why.length > 0, () => markup`<div class="facts">${[...facts, ...why]}</div>`)}</li>`;
}

function factMarkup(label: string, all: readonly string[]): readonly Markup[] {
  const { shown, more } = cut(all, mostFacts);
  const codes = shown.map((text) => markup`<code>${text}</code>`);
  return codes.length === 0 ? [] : [markup`<span>${label} ${codes}${more}</span>`];
}

function endsInAdministrator({ ruleId, messageId }: Finding): boolean {
  return ruleId === 'privilege-escalation' && messageId !== 'lateral';
}

function targetsMarkup(targets: readonly string[], moreTargets: number): Markup | undefined {
  const { shown, left } = cut(targets, mostTargets);
  const names = shown.map((text) => markup`<code>${text}</code>`);
  const count = left + moreTargets;
  return when(
    names.length > 0,
    () =>
      markup`<details class="evidence"><summary>Can be done on ${targets.length + moreTargets}</summary><span class="names">${names}</span>${when(count > 0, () => markup`<p class="quiet">and ${count} more</p>`)}</details>`,
  );
}

function cut(all: readonly string[], most: number): { shown: readonly string[]; left: number; more: string } {
  const shown = all.slice(0, most);
  const left = all.length - shown.length;
  return { shown, left, more: left > 0 ? ` and ${left} more` : '' };
}
