/** The Region field of an ARN: one of AWS's Regions, and one of the ARN's partition. */
import { nearest } from '../catalog/suggest.ts';
import { isKnownRegion, looksLikeRegion, partitions, type Arn } from '../policy/arn.ts';
import { hasWildcard, patternMatches } from '../policy/pattern.ts';
import { rememberTexts } from '../policy/remember.ts';
import { mayHaveVariables } from '../policy/variable.ts';
import type { ArnFault } from './arn-faults.ts';

/** What is wrong with the Region; a blank one belongs to the formats. */
export function regionFault({ region, partition }: Arn): ArnFault | undefined {
  if (region === '' || mayHaveVariables(region) || mayHaveVariables(partition)) return undefined;
  const known = regionsOf(partition);
  if (region === '*' && known.length > 0) return undefined;
  // An unknown partition has a rule of its own.
  if (known.length === 0) return undefined;
  if (hasWildcard(region)) return wildcardFault(region, partition, known);
  if (known.includes(region)) return undefined;
  if (isKnownRegion(region)) return { kind: 'regionPartition', data: { region, partition } };
  const near = nearest(region, known)[0];
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return { kind: mayBeNew(region) ? 'regionUnlisted' : 'regionUnknown', data: { region, hint } };
}

/** Of all partitions that the pattern matches. */
const regionsOf = rememberTexts((partition): readonly string[] =>
  partitions.filter((entry) => patternMatches(partition, entry.partition)).flatMap(({ regions }) => regions),
);

function wildcardFault(region: string, partition: string, known: readonly string[]): ArnFault | undefined {
  if (known.some((name) => patternMatches(region, name))) return undefined;
  const elsewhere = partitions.some(({ regions }) => regions.some((name) => patternMatches(region, name)));
  if (elsewhere) return { kind: 'regionPartition', data: { region, partition } };
  // A wildcard may also stand for a Region that is not known yet.
  const isPrefix = known.some((name) => name.slice(0, 3) === region.slice(0, 3));
  return isPrefix ? undefined : { kind: 'regionUnknown', data: { region, hint: '' } };
}

const directions = /^(?:(?:north|south)(?:east|west)?|east|west|central)$/;

/** Written like the Regions that AWS adds every year: known area, a compass point, a number. */
function mayBeNew(region: string): boolean {
  const parts = region.split('-');
  return looksLikeRegion(region) && directions.test(parts.at(-2) ?? '');
}
