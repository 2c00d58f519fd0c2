/** Policy documents of an account: objects (AWS CLI) or URL-encoded JSON text (API, SDK), which mean the same. */
import type { ResourceRef } from '../finding.ts';
import type { Policy, PolicyType } from '../policy/model.ts';
import { parsePolicy } from '../policy/parse.ts';
import { sourceAt, type Origin } from './origin.ts';
import { isMembers, type Members, type Read } from './shape.ts';

export interface DocumentSite {
  readonly origin: Origin;
  readonly type: PolicyType;
  readonly resource: ResourceRef;
  /** Name of an inline policy. */
  readonly inline?: string;
  /** For the reader of a problem: `role deploy: trust policy`. */
  readonly label: string;
}

/** The policy, or undefined with the reason among the problems. */
export function readDocument(raw: unknown, site: DocumentSite, problems: string[]): Policy | undefined {
  const document = decodeDocument(raw);
  if ('value' in document) {
    return parsePolicy(document.value, { type: site.type, source: sourceAt(site.origin, site.resource, site.inline) });
  }
  problems.push(`${site.label} left out: ${document.reason}`);
  return undefined;
}

/** The document's JSON object, whichever way it was written. */
export function decodeDocument(raw: unknown): Read<Members> {
  if (raw === undefined || raw === null) return { reason: 'the document is missing' };
  const value = typeof raw === 'string' ? parseText(raw.trim()) : raw;
  if (value === undefined) return { reason: 'the document is neither JSON nor URL-encoded JSON' };
  return isMembers(value) ? { value } : { reason: 'the document is no JSON object' };
}

/** URL-encoded text starts with `%7B`; a plain one may hold a percent sign that means itself. */
function parseText(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text) as unknown;
  } catch {
    return undefined;
  }
}
