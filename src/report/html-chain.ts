/** Escalation chains, drawn as steps one below the other. */
import { type Markup, markup, when } from './html-text.ts';

const mostSteps = 50;
const mostFacts = 12;

/** `evidence.hops` as a list of steps; undefined when there are none. */
export function chainMarkup(hops: unknown): Markup | undefined {
  if (!Array.isArray(hops) || hops.length === 0) return undefined;
  const steps = hops.slice(0, mostSteps).map((hop: unknown) => markup`<li>${stepMarkup(hop)}</li>`);
  const left = hops.length - steps.length;
  const more = left > 0 ? [markup`<li>${left} more steps</li>`] : [];
  return markup`<p class="label">How access grows</p><ol class="chain">${[...steps, ...more]}</ol>`;
}

function stepMarkup(hop: unknown): Markup {
  if (typeof hop === 'string') return markup`${hop}`;
  if (typeof hop !== 'object' || hop === null) return markup`step`;
  const facts = Object.entries(hop).slice(0, mostFacts);
  const ends = ['from', 'to'].flatMap((name) => {
    const value: unknown = facts.find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? [markup`<b>${value}</b>`] : [];
  });
  const isEnd = ([name, value]: [string, unknown]): boolean =>
    (name === 'from' || name === 'to') && typeof value === 'string';
  const rest = facts.filter((fact) => !isEnd(fact)).flatMap(([name, value]) => factMarkup(name, value));
  const [first, second] = ends;
  if (ends.length + rest.length === 0) return markup`step`;
  return markup`${first}${second && markup` <span class="arrow">→</span> ${second}`}${when(rest.length > 0, () => markup`<div class="facts">${rest}</div>`)}`;
}

function factMarkup(name: string, value: unknown): readonly Markup[] {
  const texts = (Array.isArray(value) ? value : [value]).filter(
    (item): item is string | number => typeof item === 'string' || typeof item === 'number',
  );
  const codes = texts.slice(0, mostFacts).map((text) => markup`<code>${text}</code>`);
  const more = texts.length > codes.length ? ` and ${texts.length - codes.length} more` : '';
  return codes.length === 0 ? [] : [markup`<span>${name} ${codes}${more}</span>`];
}
