/** Answers about an account as people and machines read them. */
import type { AccountAnswer, Deciding, Question } from '../account/ask.ts';
import type { Lack } from '../account/ask-documents.ts';
import { locate } from '../policy/place.ts';
import { harmless } from '../report/harmless.ts';

/** One answer as JSON; the whole output adds `version` and the question. */
export function answerObject({ principal, answer, extent, deciding, lacks, notAllowedBy }: AccountAnswer) {
  return {
    principal: { ...principal.ref },
    answer,
    extent,
    deciding: deciding.map(({ part, effect, statement, policy, answer: own }) => ({
      part,
      effect,
      policy,
      ...(statement.sid && { sid: statement.sid.text }),
      statement: statement.index,
      pointer: locate(statement.place).pointer,
      answer: own,
    })),
    ...(notAllowedBy.length > 0 && { notAllowedBy: notAllowedBy.map(({ name }) => name) }),
    notInSnapshot: lacks.map(({ name }) => name),
  };
}

/** `yes`, or `depends` with what it depends on, or `no` with what stands against it; then the statements. */
export function answerLines(answer: AccountAnswer, { action, resource }: Question): readonly string[] {
  const { principal, extent, deciding, lacks, notAllowedBy } = answer;
  const verb = { yes: 'may', no: 'may not', depends: 'may, under conditions that the snapshot does not settle,' };
  const part = answer.answer !== 'no' && extent === 'part' ? ', on a part of it' : '';
  const isDenied = deciding.some(({ effect, answer: own }) => effect === 'Deny' && own === 'yes');
  // Of a pattern of roles that are assumed with a token nothing is told that could be named.
  const isOpen = answer.answer === 'depends' && lacks.length === 0;
  // A trust policy that leaves it to the principal's own policies does not do alone.
  const isAllowed = deciding.some(
    ({ effect, part: from }) =>
      effect === 'Allow' && (from === 'identity' || (from === 'trust' && answer.answer !== 'no')),
  );
  return [
    `${answer.answer}: ${harmless(principal.arn)} ${verb[answer.answer]} ${harmless(action)} on ${harmless(resource)}${part}`,
    ...deciding.map((one) => `  ${lineOf(one)}`),
    ...(isDenied ? [] : notAllowedBy.map((one) => `  not allowed by ${nameOf(one)}`)),
    ...(isAllowed || isDenied || isOpen || notAllowedBy.length > 0 ? [] : ['  no policy allows it']),
    ...(answer.answer === 'no'
      ? []
      : lacks.map((one) => `  the snapshot lacks ${nameOf(one)}, which may decide otherwise`)),
  ];
}

function nameOf({ what, name }: Lack): string {
  return name === 'scp' || name === 'rcp' ? `the ${what}` : `the ${what} ${harmless(name)}`;
}

const parts = {
  identity: 'policy',
  boundary: 'boundary',
  scp: 'service control policy',
  rcp: 'resource control policy',
  trust: 'trust policy of',
};

function lineOf({ part, effect, statement, policy, answer }: Deciding): string {
  const says = effect === 'Allow' ? 'allows it' : 'denies it';
  const when = answer === 'depends' ? ', under conditions' : '';
  const sid = statement.sid ? ` (${harmless(statement.sid.text)})` : '';
  return `${parts[part]} ${harmless(policy)}, statement ${statement.index + 1}${sid} ${says}${when}`;
}
