/** The resources that a template declares, and what is a template. */
import type { InFileSuppression } from '../../config/in-file.ts';
import { pointerOf, type Path } from '../../policy/place.ts';
import type { JsonDocument } from '../json.ts';
import { isObject, own } from '../policy-type.ts';
import type { Declared } from './links.ts';
import { membersOf, type Member } from './resolve.ts';
import { readSuppressions } from './suppressions.ts';

type Members = Readonly<Record<string, unknown>>;

/** A template has a version, a transform of AWS's, or resources with types. A fragment of one is resources alone. */
export function isTemplate(value: unknown): value is Members {
  if (!isObject(value)) return false;
  if (Object.hasOwn(value, 'AWSTemplateFormatVersion')) return true;
  const resources = own(value, 'Resources');
  if (!isObject(resources)) return isFragment(value);
  if (/^\["?AWS::|^"AWS::/.test(JSON.stringify(own(value, 'Transform') ?? ''))) return true;
  return Object.values(resources).some(hasType);
}

function hasType(value: unknown): boolean {
  return isObject(value) && /^(?:AWS|Custom|Alexa)::/.test(String(own(value, 'Type')));
}

/** What `AWS::Include`, Amplify and the Serverless Framework put into a template: resources by name, or one resource. */
function isFragment(value: Members): boolean {
  return isResource(value) || Object.values(value).some(isResource);
}

function isResource(value: unknown): value is Members {
  return hasType(value) && isObject(own(value as Members, 'Properties'));
}

/** By logical id. */
export function resourcesOf(template: Members): Members {
  const resources = own(template, 'Resources');
  return resources === undefined && isFragment(template) ? template : membersOrNone(resources);
}

/** The resources of a template, those of loops rolled out; SAM's defaults for functions as one of them. */
export function declare(template: Members, base: Path): Declared[] {
  const declared = resourceMembers(template, base).flatMap(({ name, value, path, loops }): Declared[] => {
    const type = isObject(value) ? (own(value, 'Type') ?? extendedType(name, path)) : undefined;
    if (!isObject(value) || typeof type !== 'string') return [];
    const condition = own(value, 'Condition');
    return [
      {
        ref: { type, name },
        path,
        properties: own(value, 'Properties'),
        propertiesPath: [...path, 'Properties'],
        condition: typeof condition === 'string' ? condition : undefined,
        loops,
      },
    ];
  });
  const properties = own(membersOrNone(own(template, 'Globals')), 'Function');
  if (properties === undefined) return declared;
  const path = [...base, 'Globals', 'Function'];
  const ref = { type: 'AWS::Serverless::Function', name: 'Globals' };
  return [...declared, { ref, path, properties, propertiesPath: path, condition: undefined, loops: new Map() }];
}

function resourceMembers(template: Members, base: Path): readonly Member[] {
  const loops = new Map<string, string>();
  if (isResource(template)) return [{ name: typeName(template), value: template, path: base, loops }];
  const resources = resourcesOf(template);
  const path = resources === template ? base : [...base, 'Resources'];
  const extensions = membersOrNone(own(template, 'extensions'));
  return [...membersOf(resources, path, { loops }), ...membersOf(extensions, [...base, 'extensions'], { loops })];
}

/** A resource that stands alone has no logical id. */
function typeName(resource: Members): string {
  return String(own(resource, 'Type')).split('::').at(-1) ?? '';
}

/**
 * The type of a resource that the Serverless Framework makes and `resources.extensions` changes: told by its name.
 * https://www.serverless.com/framework/docs/providers/aws/guide/resources
 */
function extendedType(name: string, path: Path): string | undefined {
  if (path.at(-2) !== 'extensions') return undefined;
  if (/IamRole\w*$/.test(name)) return 'AWS::IAM::Role';
  return name.endsWith('BucketPolicy') ? 'AWS::S3::BucketPolicy' : 'Serverless extension';
}

/** What the metadata of a template and of its resources say of findings. */
export function suppressionsOf(document: JsonDocument, template: Members, base: Path): readonly InFileSuppression[] {
  const all = [{ value: template as unknown, path: base }, ...resourceMembers(template, base)];
  const byPlace = new Map(all.map((one) => [pointerOf('', one.path), one]));
  return [...byPlace.values()].flatMap(({ value, path }) =>
    isObject(value) ? readSuppressions(document, value, path) : [],
  );
}

export function membersOrNone(value: unknown): Members {
  return isObject(value) ? value : {};
}
