import { isKeptByAws } from '../../account/effective.ts';
import { grantsTo, namedInSettings, protonDuty, protonService } from '../../account/proton.ts';
import { defineRule } from '../../rule.ts';

export default defineRule({
  meta: {
    id: 'proton-role-shared',
    subject: 'role',
    severity: 'warning',
    securitySeverity: 4,
    summary: 'A role of AWS Proton has one duty.',
    why: 'A role for environments and pipelines, or for Proton and CodeBuild, holds the rights of both, and whoever can use either gets all of them.',
    remedy: 'Delete the role, as Proton has ended; else make one for each duty.',
    messages: {
      services: 'Role {{role}} is trusted to both proton.amazonaws.com and codebuild.amazonaws.com.',
      duties: 'Role {{role}} serves several duties in the settings of AWS Proton: {{duties}}.',
    },
    inTemplates: true,
    references: {},
    since: '0.1.0',
  },
  create: ({ account, report }) => ({
    role(role) {
      if (isKeptByAws(role) || !protonDuty(role, account)) return;
      if (grantsTo(role, protonService).length > 0 && grantsTo(role, 'codebuild.amazonaws.com').length > 0) {
        report({ at: role, message: 'services', data: { role: role.name } });
        return;
      }
      const duties = [...new Set(account ? namedInSettings(account).get(role.arn) : [])].sort();
      if (duties.length > 1)
        report({ at: role, message: 'duties', data: { role: role.name, duties }, evidence: { duties } });
    },
  }),
});
