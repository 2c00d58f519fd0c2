import { homepage } from '../version.ts';

/** Where the page of a rule stands. */
export function docsOf(id: string): string {
  return `${homepage}/blob/main/docs/rules/${id}.md`;
}
