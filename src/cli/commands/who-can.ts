import { askAccount, type AccountAnswer, type Question } from '../../account/ask.ts';
import { openCatalog } from '../../catalog/iam-data.ts';
import { UsageError } from '../../errors.ts';
import { harmless, printable } from '../../report/harmless.ts';
import { answerLines, answerObject } from '../answer-text.ts';
import type { Arguments, Command, Io } from '../command.ts';
import { limitsOf, loadAccount, questionFlags, readQuestion } from '../question.ts';

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
    await print(answers, question, args, io);
    return answers.length > 0 ? 0 : 1;
  },
};

async function print(answers: readonly AccountAnswer[], question: Question, args: Arguments, io: Io): Promise<void> {
  const format = args.text('format') ?? 'text';
  if (format === 'json') {
    const { action, resource, context } = question;
    const principals = answers.map(answerObject);
    await io.stdout(`${JSON.stringify({ version: 1, action, resource, context, principals }, null, 2)}\n`);
  } else if (format === 'table') await io.stdout(await tableOf(answers, question));
  else {
    const nobody = `nobody may ${harmless(question.action)} on ${harmless(question.resource)}`;
    const lines = answers.flatMap((answer) => answerLines(answer, question));
    await io.stdout(printable([...(lines.length > 0 ? lines : [nobody]), limitsOf(question)]));
  }
}

async function tableOf(answers: readonly AccountAnswer[], question: Question): Promise<string> {
  const { table } = await import('table');
  const rows = answers.map(({ principal, answer, extent, deciding }) => [
    harmless(principal.arn),
    answer,
    extent,
    deciding.map(({ policy, statement, effect }) => `${effect} ${harmless(policy)}[${statement.index}]`).join('\n'),
  ]);
  return `${table([['Principal', 'May', 'Extent', 'Statements'], ...rows])}${limitsOf(question)}\n`;
}
