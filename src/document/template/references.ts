/** What `Ref` and `Fn::GetAtt` give, as far as it is known before deployment. */
import table from '../../data/template-arns.json' with { type: 'json' };
import { unknownName, unknownPart } from '../../policy/unknown.ts';
import { isObject, own } from '../policy-type.ts';

type Members = Readonly<Record<string, unknown>>;

const formats: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(Object.entries(table.types));

/** The text of a parameter, pseudo parameter or resource; parts that only deployment knows are unknown parts. */
export function referenceText(name: string, attribute: string | undefined, resources: Members): string {
  const expression = attribute === undefined ? name : `${name}.${attribute}`;
  const resource = own(resources, name);
  const type = isObject(resource) ? own(resource, 'Type') : undefined;
  const known = typeof type === 'string' ? formats.get(type) : undefined;
  const format = known && textOf(known, attribute ?? 'Ref');
  if (known === undefined || format === undefined) return unknownPart(expression);
  const written = nameOf(resource as Members, known);
  const filled: Readonly<Record<string, string>> = {
    P: unknownPart('AWS::Partition'),
    R: unknownPart('AWS::Region'),
    A: unknownPart('AWS::AccountId'),
    '{}': written ?? unknownName(name),
  };
  return format.replace(/(?<=:)[PRA](?=:)|\{\}/g, (part) => filled[part] ?? part);
}

/** A name that stands in the template as plain text. */
function nameOf(resource: Members, known: Readonly<Record<string, string>>): string | undefined {
  const properties = own(resource, 'Properties');
  const property = textOf(known, 'name');
  const name = property !== undefined && isObject(properties) ? own(properties, property) : undefined;
  return typeof name === 'string' && /^[\w+=,.@/-]+$/.test(name) ? name : undefined;
}

function textOf(members: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
