import { askAccount, type AccountAnswer, type Question } from '../../account/ask.ts';
import type { Account } from '../../account/model.ts';
import { openCatalog } from '../../catalog/iam-data.ts';
import { UsageError } from '../../errors.ts';
import { harmless, printable } from '../../report/harmless.ts';
import { answerLines, answerObject } from '../answer-text.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { limitsOf, loadAccount, questionFlags, readQuestion, unseenPrincipals } from '../question.ts';

export const whoCan: Command = {
  name: 'who-can',
  summary: 'which users and roles of an account may do something: status 0 when somebody may, 1 when nobody',
  usage: 'who-can ACTION [RESOURCE] --snapshot FILE_OR_DIR',
  flags: questionFlags,
  run: async (args, io) => {
    const [action, resource = '*', extra] = args.positionals;
    if (action === undefined || extra !== undefined) {
      throw new UsageError('who-can takes an action and a resource: iam-audit who-can s3:GetObject ARN.');
    }
    const question = readQuestion(action, resource, args, openCatalog(args.text('catalog')));
    const account = await loadAccount(args, io);
    const answers = [...account.users, ...account.roles]
      .map((principal) => askAccount(account, principal, question))
      .filter(({ answer }) => answer !== 'no');
    const unseen = unseenPrincipals(account);
    await print({ account, answers, question, unseen }, args, io);
    return answers.length + unseen.length > 0 ? 0 : 1;
  },
};

interface Answered {
  readonly account: Account;
  readonly answers: readonly AccountAnswer[];
  readonly question: Question;
  /** Why there may be more users and roles. */
  readonly unseen: readonly string[];
}

async function print(answered: Answered, args: Arguments, io: Io): Promise<void> {
  const { account, answers, question, unseen } = answered;
  const format = args.text('format') ?? 'text';
  if (format === 'json') {
    const { action, resource, context } = question;
    const principals = answers.map(answerObject);
    const whole = { version: 1, action, resource, context, principals, ...(unseen.length > 0 && { unseen }) };
    await io.stdout(`${JSON.stringify(whole, null, 2)}\n`);
    return;
  }
  const last = [...unseenLines(answered), limitsOf(question, account)];
  if (format === 'table') await io.stdout(`${await tableOf(answers)}${printable(last)}`);
  else {
    const nobody = `nobody may ${harmless(question.action)} on ${harmless(question.resource)}`;
    const lines = answers.flatMap((answer) => answerLines(answer, question));
    await io.stdout(printable([...(lines.length + unseen.length > 0 ? lines : [nobody]), ...last]));
  }
}

/** Nobody among those who are known is not nobody. */
function unseenLines({ answers, question, unseen }: Answered): readonly string[] {
  const asked = `${harmless(question.action)} on ${harmless(question.resource)}`;
  const known = answers.length > 0 ? 'Others may too' : `depends: nobody in the snapshot may ${asked}, others may`;
  return unseen.length > 0 ? [`${known}: ${unseen.map((one) => harmless(one)).join('; ')}.`] : [];
}

async function tableOf(answers: readonly AccountAnswer[]): Promise<string> {
  const { table } = await import('table');
  const rows = answers.map(({ principal, answer, extent, deciding }) => [
    harmless(principal.arn),
    answer,
    extent,
    deciding
      .map(({ policy, statement, effect }) => `${effect} ${harmless(policy)}, statement ${statement.index + 1}`)
      .join('\n'),
  ]);
  return table([['Principal', 'May', 'Extent', 'Statements'], ...rows]);
}
