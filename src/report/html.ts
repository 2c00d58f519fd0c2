/** `--format html`: one file that needs nothing else, for people who decide and people who mend. */
import { createHash } from 'node:crypto';
import { severities } from '../finding.ts';
import { inChunks } from './chunks.ts';
import { coverageMarkup } from './html-coverage.ts';
import { pageOf } from './html-finding.ts';
import { headerMarkup, inShortMarkup, tilesMarkup, titleOf } from './html-overview.ts';
import { findingsMarkup, severityTexts } from './html-rule.ts';
import { script } from './html-script.ts';
import { suggestionsMarkup } from './html-suggestions.ts';
import { style } from './html-style.ts';
import { principalsMarkup } from './html-principals.ts';
import { type Markup, markup, toPieces, verbatim, when } from './html-text.ts';
import type { PieceReporter, Report, Reporter } from './report.ts';

/**
 * Nothing is fetched, and nothing runs but the script whose hash is named here
 * (W3C, "Content Security Policy Level 3", 2.3.1).
 */
const contentPolicy = [
  "default-src 'none'",
  `style-src '${hashOf(style)}'`,
  `script-src '${hashOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Beyond this, what is off screen is laid out only when it comes into view. */
const longReport = 200;

/** Summary, findings by severity and rule, and what was not judged. Readable without JavaScript, which adds filters. */
export const html: Reporter = (report, look) => [...htmlInPieces(report, look)].join('');

/** The same, piece by piece. */
export const htmlInPieces: PieceReporter = (report) => {
  const page = pageOf(report);
  const whole = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(contentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${titleOf(report)}</title>
<style>${verbatim(style)}</style>
</head>
<body${when(report.findings.length > longReport, () => markup` class="long"`)}>
<main>
${headerMarkup(report)}
${tilesMarkup(report)}
${inShortMarkup(report)}
${toolsMarkup(report)}
${findingsMarkup(page)}
<p id="no-match" class="card" hidden>Nothing matches.</p>
${principalsMarkup(page)}
${suggestionsMarkup(report)}
${coverageMarkup(report)}
</main>
<script>${verbatim(script)}</script>
</body>
</html>
`;
  return inChunks(toPieces(whole));
};

/** Search and filters, hidden until the script makes them work. */
function toolsMarkup({ findings, summary }: Report): Markup | undefined {
  const boxes = severities
    .filter((severity) => summary[severity] > 0)
    .map(
      (severity) =>
        markup`<label class="${severity}"><input type="checkbox" name="severity" value="${severity}" checked> ${severityTexts[severity].title}</label>`,
    );
  return when(
    findings.length > 0,
    () => markup`<div id="tools" role="search" hidden>
<input id="search" type="search" aria-label="Search findings and principals" placeholder="Search: rule, file, role, action" autocomplete="off" spellcheck="false">
<span class="boxes">${boxes}</span>
<output id="shown"></output>
<button id="fold" type="button">Fold all</button>
</div>`,
  );
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
