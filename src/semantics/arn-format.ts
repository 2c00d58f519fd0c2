/** The ARN formats of the catalogue by the service that stands in the ARN, compiled once a catalogue. */
import type { Catalog } from '../catalog/catalog.ts';
import { splitArn } from '../policy/arn.ts';
import { compilePattern, intersects, type Pattern } from '../policy/pattern.ts';

export interface ArnFormat {
  /** Name of the resource type in the service's documentation. */
  readonly type: string;
  /** Service whose documentation lists the format; `es` lists those of `opensearch`. */
  readonly listedBy: string;
  readonly region: FieldRule;
  readonly account: FieldRule;
  /** The resource part with variable parts as `*`. */
  readonly resource: Pattern;
  /** Literal text up to the first `/`, `:` or variable part: `role`; '' when the format begins with a variable part. */
  readonly word: string;
}

/** Whether a field of the ARN stays blank, is filled in, or may be either. */
export type FieldRule = 'blank' | 'filled' | 'either';

export interface ArnFormats {
  /** Formats that the service of that prefix itself lists. Cheap. */
  own(service: string): readonly ArnFormat[];
  /** Formats of that service that any service lists. */
  all(service: string): readonly ArnFormat[];
}

const cache = new WeakMap<Catalog, ArnFormats>();

/** The formats of a catalogue. */
export function arnFormats(catalog: Catalog): ArnFormats {
  let formats = cache.get(catalog);
  if (!formats) cache.set(catalog, (formats = formatsOf(catalog)));
  return formats;
}

/** The formats whose resource part has a text in common with the resource part of an ARN pattern. */
export function formatsFor(formats: readonly ArnFormat[], resource: Pattern): readonly ArnFormat[] {
  return formats.filter((format) => intersects(format.resource, resource));
}

function formatsOf(catalog: Catalog): ArnFormats {
  const listed = new Map<string, ReadonlyMap<string, readonly ArnFormat[]>>();
  const listedBy = (prefix: string): ReadonlyMap<string, readonly ArnFormat[]> => {
    let known = listed.get(prefix);
    if (!known) listed.set(prefix, (known = readFormats(catalog, prefix)));
    return known;
  };
  const whole = new Map<string, readonly ArnFormat[]>();
  return {
    own: (service) => listedBy(service).get(service) ?? [],
    all: (service) => {
      let known = whole.get(service);
      if (!known) {
        known = catalog.arnListers(service).flatMap((prefix) => listedBy(prefix).get(service) ?? []);
        whole.set(service, known);
      }
      return known;
    },
  };
}

function readFormats(catalog: Catalog, prefix: string): ReadonlyMap<string, readonly ArnFormat[]> {
  const formats = new Map<string, ArnFormat[]>();
  for (const { key, arn } of catalog.service(prefix)?.resourceTypes.values() ?? []) {
    const parts = splitArn(arn);
    // Backup's recovery points are `arn:aws:${Vendor}:...`: they would make every ARN a valid one.
    if (!parts || parts.service.includes('$')) continue;
    const list = formats.get(parts.service) ?? [];
    list.push({
      type: key,
      listedBy: prefix,
      region: fieldRule(parts.region),
      account: fieldRule(parts.account),
      resource: compilePattern(parts.resource.replace(/\$\{[^{}]*\}/g, '*')),
      word: /^[^/:$*]*/.exec(parts.resource)?.[0] ?? '',
    });
    formats.set(parts.service, list);
  }
  return formats;
}

function fieldRule(field: string): FieldRule {
  return field === '' ? 'blank' : field === '*' ? 'either' : 'filled';
}
