/** The policies and attachments of one file of a Terraform module. */
import type { DetectOptions } from '../detect.ts';
import { attachmentAttributes } from './attributes.ts';
import { readByLooks } from './by-looks.ts';
import { expressionOf, scopesOf } from './block.ts';
import { evaluate } from './evaluate.ts';
import { addAttachment, addDocument, newFound, pointerTo, type Found, type Holder } from './found.ts';
import { Forms } from './forms.ts';
import { writtenIn, type Declared, type Module } from './module.ts';
import { hasStatements } from './policy-document.ts';
import type { SourceFile } from './source-file.ts';
import { holderOf, type ModuleIndex } from './uses.ts';
import { asText, type Spot, type Value } from './value.ts';
import { readAttribute } from './written-policy.ts';

/** The policies of one file of a module. */
export function readModuleFile(file: SourceFile, index: ModuleIndex, options: DetectOptions): Found {
  const { module, uses, limits, replaced } = index;
  const found = newFound();
  for (const resource of module.resources.filter((one) => one.file === file)) {
    for (const written of writtenIn(resource)) {
      const holder = holderOf(written, module, limits);
      if (holder) readAttribute(written, holder, module, options, found);
    }
    readAttachments(resource, module, found);
  }
  for (const document of module.documents.values()) {
    const { name } = document;
    const isPart = replaced.has(name) || (!uses.has(name) && module.merged().has(name));
    if (document.file === file && !isPart) readDocument(document, uses.get(name), module, options, found);
  }
  readByLooks(file, index, options, found);
  return found;
}

function readAttachments({ type, name, block, file }: Declared, module: Module, found: Found): void {
  const attribute = attachmentAttributes.get(type);
  const expression = attribute && expressionOf(block, attribute.name, file);
  if (!expression) return;
  const holder = { address: `${type}.${name}`, holderType: attribute.holderType };
  for (const scope of scopesOf(block, 'each', module.scopeOf(file))) {
    const value = evaluate(expression, scope);
    for (const item of value.kind === 'list' ? value.items : [value]) {
      addAttachment(holder, arnOf(item, module), item.at(), found);
    }
  }
}

/** The ARN, also of a policy that is looked up. By its name that may be anybody's, unless hardly anybody would use the name. */
function arnOf(item: Value, module: Module): string | undefined {
  const data = item.kind === 'unknown' ? /^data\.aws_iam_policy\.([\w-]+)\.arn$/.exec(item.expression)?.[1] : undefined;
  const looked = data === undefined ? undefined : module.looked.get(data);
  if (!looked) return asText(item);
  const textOf = (name: string): string | undefined => {
    const expression = expressionOf(looked.block, name, looked.file);
    return expression && asText(evaluate(expression, module.scopeOf(looked.file)));
  };
  const name = /^(?:AdministratorAccess|IAMFullAccess|PowerUserAccess)$/.exec(textOf('name') ?? '')?.[0];
  return textOf('arn') ?? (name === undefined ? asText(item) : `arn:aws:iam::aws:policy/${name}`);
}

function readDocument(
  document: Declared,
  use: Holder | undefined,
  module: Module,
  options: DetectOptions,
  found: Found,
): void {
  const { file, block, type, name } = document;
  const address = `data.${type}.${name}`;
  const holder = use ?? { resourceType: 'Terraform::AWS::PolicyDocument', address, called: name };
  const { results, omitted } = module.formsOf(name);
  const forms = new Forms(found);
  const unread = (what: string, reason: string, at: Spot): void => { forms.unread(what, reason, at()); }; // prettier-ignore
  for (const built of results) {
    if (!built) {
      unread(address, 'it is too large for a policy', file.spot(block));
      continue;
    }
    for (const text of built.missing) {
      const what = text.kind === 'unknown' ? `: ${text.expression}` : asText(text) === '' ? ': it is empty' : '';
      unread(`A document merged into ${address}`, `its statements are not known${what}`, text.at);
    }
    if (hasStatements(built.policy)) {
      forms.add(built.policy, () => {
        addDocument(built.policy, holder, { file: file.path, pointer: pointerTo('data', type, name) }, options, found);
      });
    }
  }
  const isMissing = results.some((one) => !one || one.missing.length > 0);
  if (forms.isEmpty && !isMissing) unread(address, 'it has no statement', file.spot(block));
  forms.unreadRest(address, omitted, file.spot(block)());
}
