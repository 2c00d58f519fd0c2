/** `diff --format json`. */
import type { DiffReport, DiffSide } from './diff-report.ts';
import { findingObject } from './json.ts';
import { jsonText } from './json-text.ts';

/** Everything a comparison knows; findings have the shape they have in the JSON of a scan. */
export function diffJson({ tool, old, now, fixed, unchanged, notComparable, changes, new: came }: DiffReport): string {
  return jsonText({
    version: 1,
    tool: { name: tool.name, version: tool.version, catalog: tool.catalog },
    snapshots: { old: sideObject(old), new: sideObject(now) },
    new: came.map(findingObject),
    fixed: fixed.map(findingObject),
    unchanged,
    notComparable: notComparable.map(({ finding, notJudgedIn, reason }) => ({
      notJudgedIn,
      reason,
      finding: findingObject(finding),
    })),
    changes,
  });
}

function sideObject({ file, account, skipped, suppressed }: DiffSide) {
  return {
    file,
    account,
    skipped: skipped.map(({ ruleId, reason }) => ({ ruleId, reason })),
    suppressed,
  };
}
