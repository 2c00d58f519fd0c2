/** Names that people write as actions although they are API operations, and client names written as service prefixes. */
import { readData } from './data-file.ts';

interface ApiOperations {
  readonly operations: Readonly<Record<string, string>>;
  readonly wrongPrefixes: Readonly<Record<string, string>>;
}

type Tables = Readonly<Record<keyof ApiOperations, ReadonlyMap<string, string>>>;

let tables: Tables | undefined;

/** The action that authorises an API operation which is no action itself: `s3:ListObjectsV2` gives `s3:ListBucket`. */
export function actionForOperation(fullName: string): string | undefined {
  return loaded().operations.get(fullName.toLowerCase());
}

/** The service prefix meant by an SDK client's or popular name: `alb` gives `elasticloadbalancing`. */
export function prefixFor(wrongPrefix: string): string | undefined {
  return loaded().wrongPrefixes.get(wrongPrefix.toLowerCase());
}

function loaded(): Tables {
  tables ??= load();
  return tables;
}

function load(): Tables {
  const { operations, wrongPrefixes } = readData('api-operations') as ApiOperations;
  return { operations: byLowerCase(operations), wrongPrefixes: byLowerCase(wrongPrefixes) };
}

function byLowerCase(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(table).map(([name, meant]) => [name.toLowerCase(), meant]));
}
