/** Answers about an account as people and machines read them. */
import type { AccountAnswer, Deciding, Question } from '../account/ask.ts';
import { locate } from '../policy/place.ts';
import { harmless } from '../report/harmless.ts';

/** One answer as JSON; the whole output adds `version` and the question. */
export function answerObject({ principal, answer, extent, deciding, unknown }: AccountAnswer) {
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
    notInSnapshot: unknown,
  };
}

/** `yes`, or `depends` with what it depends on, or `no` with what stands against it; then the statements. */
export function answerLines(answer: AccountAnswer, { action, resource }: Question): readonly string[] {
  const { principal, extent, deciding, unknown } = answer;
  const verb = { yes: 'may', no: 'may not', depends: 'may, under conditions that the snapshot does not settle,' };
  const part = answer.answer !== 'no' && extent === 'part' ? ', on a part of it' : '';
  return [
    `${answer.answer}: ${harmless(principal.arn)} ${verb[answer.answer]} ${harmless(action)} on ${harmless(resource)}${part}`,
    ...deciding.map((one) => `  ${lineOf(one)}`),
    ...(deciding.some(({ effect, part: from }) => effect === 'Allow' && from !== 'boundary' && from !== 'scp')
      ? []
      : ['  no policy allows it']),
    ...unknown.map((name) => `  the snapshot lacks the policy ${harmless(name)}, which may decide otherwise`),
  ];
}

const parts = { identity: 'policy', boundary: 'boundary', scp: 'service control policy', trust: 'trust policy of' };

function lineOf({ part, effect, statement, policy, answer }: Deciding): string {
  const says = effect === 'Allow' ? 'allows it' : 'denies it';
  const when = answer === 'depends' ? ', under conditions' : '';
  const sid = statement.sid ? ` (${harmless(statement.sid.text)})` : '';
  return `${parts[part]} ${harmless(policy)}, statement ${statement.index}${sid} ${says}${when}`;
}
