/**
 * AWS partitions and their Regions.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
import partitionData from '../data/partitions.json' with { type: 'json' };

export interface Partition {
  readonly partition: string;
  readonly dnsSuffix: string;
  readonly regions: readonly string[];
  /** Shape of the partition's Region names, for Regions newer than the list. */
  readonly regionPattern: RegExp;
}

/** The partitions AWS's SDKs know. */
export const partitions: readonly Partition[] = partitionData.partitions.map((entry) => ({
  ...entry,
  regionPattern: new RegExp(entry.regionPattern),
}));

/** Whether AWS has a partition of that name. */
export function isKnownPartition(partition: string): boolean {
  return partitions.some((entry) => entry.partition === partition);
}

/** Whether AWS has a Region of that name (in that partition); SDK names such as `aws-global` are none. */
export function isKnownRegion(region: string, partition?: string): boolean {
  return among(partition).some((entry) => entry.regions.includes(region));
}

/** Whether the name is formed like a Region (of that partition), as a newer one would be. */
export function looksLikeRegion(region: string, partition?: string): boolean {
  return among(partition).some((entry) => entry.regionPattern.test(region));
}

function among(partition: string | undefined): readonly Partition[] {
  return partition === undefined ? partitions : partitions.filter((entry) => entry.partition === partition);
}
