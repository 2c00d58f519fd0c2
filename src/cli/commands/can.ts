import { askAccount } from '../../account/ask.ts';
import { openCatalog } from '../../catalog/iam-data.ts';
import { UsageError } from '../../errors.ts';
import { printable } from '../../report/harmless.ts';
import { answerLines, answerObject } from '../answer-text.ts';
import type { Command } from '../command.ts';
import { findByName } from '../find-principal.ts';
import { limitsOf, loadAccount, questionFlags, readQuestion } from '../question.ts';

export const can: Command = {
  name: 'can',
  summary: 'whether a user or role of an account may do something: status 0 yes or under conditions, 1 no',
  usage: 'can PRINCIPAL ACTION [RESOURCE] --snapshot FILE_OR_DIR',
  flags: { ...questionFlags, format: { ...questionFlags.format, choices: ['text', 'json'] } },
  run: async (args, io) => {
    const [name, action, resource = '*', extra] = args.positionals;
    if (name === undefined || action === undefined || extra !== undefined) {
      throw new UsageError('can takes a principal, an action and a resource: iam-audit can deploy s3:GetObject ARN.');
    }
    const question = readQuestion(action, resource, args, openCatalog(args.text('catalog')));
    const account = await loadAccount(args, io);
    const answer = askAccount(account, findByName(account, name), question);
    if (args.text('format') === 'json') {
      const { context, ...asked } = question;
      await io.stdout(`${JSON.stringify({ version: 1, ...asked, context, ...answerObject(answer) }, null, 2)}\n`);
    } else await io.stdout(printable([...answerLines(answer, question), limitsOf(question, account)]));
    return answer.answer === 'no' ? 1 : 0;
  },
};
