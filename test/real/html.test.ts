/** The HTML report in a real browser: what runs, what is blocked, what is seen. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.ts';
import type { Report } from '../../src/report/report.ts';
import { runCli } from '../support/run-cli.ts';
import { accountFinding, escalation, finding, full, hostileTexts, power, reportOn, six } from '../report/sample.ts';

const executablePath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== undefined && existsSync(path));

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const attacks = [
  ...hostileTexts,
  '</style><style>body{display:none}</style>',
  '</script><script>alert(1)</script>',
  '</title><script>alert(2)</script>',
  '" onmouseover="alert(3)" autofocus onfocus="alert(4)',
  '<svg onload=alert(5)>',
  'javascript:alert(6)',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href=https://evil.example>',
  'W'.repeat(3000),
];

const hostile = reportOn(
  attacks.flatMap((text, at) => [
    finding({ message: text, ruleId: `a${at}${text}`, location: { file: text, line: 1, column: 1 } }),
    accountFinding({
      message: text,
      resource: { type: `AWS::IAM::${text}`, name: text, arn: text },
      location: { pointer: text },
      evidence: { [text]: text, hops: [text, { from: text, to: text, actions: [text] }] },
      related: [{ message: text, location: { file: text } }],
      suggestions: [{ title: text, edits: [] }],
    }),
  ]),
  {
    account: { id: attacks.join(' '), alias: attacks.join(' '), collectedAt: '<b>', notCollected: attacks },
    skipped: attacks.map((text) => ({ ruleId: text, file: text, reason: text })),
    suppressed: attacks.map((text) => ({ finding: finding({ message: text }), reason: text })),
    policies: attacks.map((text) => ({ file: text, policyType: text, pointer: text })),
    principals: () => attacks.map((text) => power({ name: text, every: text })),
    sourceLine: ({ file }) => file,
    excerptOf: ({ pointer }) =>
      pointer === undefined ? undefined : { text: JSON.stringify({ [pointer]: pointer }, null, 2), value: [2, 9] },
  },
);

const everything: Report = {
  ...full,
  ...reportOn([...six, escalation]),
  skipped: full.skipped,
  suppressed: full.suppressed,
};
const many = reportOn(
  Array.from({ length: 5000 }, (_, at) => finding({ ruleId: `rule-${at % 50}`, message: `Number ${at}.` })),
);

describe.skipIf(executablePath === undefined)('the HTML report in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-audit-html-'));
  let context: BrowserContext;

  beforeAll(async () => {
    context = await launch('profile', true);
  });
  afterAll(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const launch = (profile: string, javaScriptEnabled: boolean): Promise<BrowserContext> =>
    chromium.launchPersistentContext(join(folder, profile), {
      ...(executablePath !== undefined && { executablePath }),
      args,
      javaScriptEnabled,
    });

  /** The open page, and everything it did that a report must not do. */
  const open = (report: Report, where = context): Promise<{ page: Page; misdeeds: string[] }> =>
    openText(html(report, { width: 80, color: false }), where);

  const openText = async (text: string, where: BrowserContext): Promise<{ page: Page; misdeeds: string[] }> => {
    const file = join(folder, 'report.html');
    writeFileSync(file, text);
    const page = await where.newPage();
    const misdeeds: string[] = [];
    page.on('console', (message) => misdeeds.push(message.text()));
    page.on('pageerror', (error) => misdeeds.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) misdeeds.push(request.url());
    });
    page.on('dialog', (dialog) => {
      misdeeds.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, misdeeds };
  };

  const seen = (page: Page): Promise<number> => page.locator('.finding:visible').count();
  const isWide = (page: Page): Promise<boolean> =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  it('runs its style and script under its own policy, and nothing else', async () => {
    const { page, misdeeds } = await open(everything);
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.tile')).borderTopWidth`)).toBe('3px');
    expect(await page.locator('#tools').isVisible()).toBe(true);
    expect(misdeeds).toEqual([]);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="https://example.com/x.png">')`);
    await expect.poll(() => misdeeds.join()).toContain('Content Security Policy');
    await page.close();
  });

  it('searches and filters, and comes back', async () => {
    const { page, misdeeds } = await open(everything);
    expect(await seen(page)).toBe(7);
    await page.locator('details.rule > summary').first().click();
    expect(await seen(page)).toBe(6);
    await page.fill('#search', 'INVALID-action getobjct');
    await expect.poll(() => page.textContent('#shown')).toBe('1 of 7');
    expect(await page.locator('.finding:visible .message').allTextContents()).toEqual([six[0]!.message]);
    await page.fill('#search', 'no such thing');
    await expect.poll(() => page.locator('#no-match').isVisible()).toBe(true);
    await page.fill('#search', '');
    await expect.poll(() => seen(page)).toBe(6);
    await page.getByLabel('Security').uncheck();
    expect(await page.textContent('#shown')).toBe('3 of 7');
    expect(await page.locator('section.security').isVisible()).toBe(false);
    await page.getByLabel('Security').check();
    await page.click('#fold');
    expect(await seen(page)).toBe(0);
    await page.click('#fold');
    expect(await seen(page)).toBe(7);
    expect(misdeeds).toEqual([]);
    await page.close();
  });

  it('shows everything without JavaScript', async () => {
    const plain = await launch('plain', false);
    try {
      const { page } = await open(everything, plain);
      expect(await page.locator('#tools').isVisible()).toBe(false);
      expect(await seen(page)).toBe(7);
      expect(await page.locator('#suppressed li').isVisible()).toBe(false);
      await page.locator('#suppressed summary').click();
      expect(await page.locator('#suppressed li').isVisible()).toBe(true);
    } finally {
      await plain.close();
    }
  });

  it.each([375, 1280])('leaves hostile text inert and inside the page at a width of %i', async (width) => {
    const { page, misdeeds } = await open(hostile);
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`for (const part of document.querySelectorAll('details')) part.open = true`);
    await page.locator('.finding').first().hover();
    await page.waitForTimeout(300);
    expect(misdeeds).toEqual([]);
    const forbidden =
      'img, svg, iframe, object, embed, base, [onload], [onerror], [onmouseover], [onfocus], [autofocus]';
    expect(await page.locator(forbidden).count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('style').count()).toBe(1);
    expect(await page.locator('meta[http-equiv]').count()).toBe(1);
    expect(await page.locator('a[href^="javascript" i]').count()).toBe(0);
    expect(await seen(page)).toBe(hostile.findings.length);
    expect(await isWide(page)).toBe(false);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('fits a phone and reads well in %s', async (colorScheme) => {
    const { page } = await open(everything);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 375, height: 800 });
    expect(await isWide(page)).toBe(false);
    expect(await contrasts(page)).toEqual([]);
    await page.close();
  });

  it('prints findings that are folded on screen', async () => {
    const { page } = await open(everything);
    await page.click('#fold');
    expect(await seen(page)).toBe(0);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    expect(await seen(page)).toBe(7);
    expect(await page.locator('#tools').isVisible()).toBe(false);
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: 'screen' });
    expect(await seen(page)).toBe(0);
    await page.close();
  });

  it('searches principals too, and leads from them to their findings', async () => {
    const powers = Array.from({ length: 60 }, (_, at) => power({ name: `worker-${at}` }));
    const principals = () => [power({ principal: escalation.resource! }), ...powers];
    const { page, misdeeds } = await open({ ...everything, principals });
    const people = (): Promise<number> => page.locator('.who:visible').count();
    expect(await people()).toBe(20);
    await page.fill('#search', 'worker-55');
    await expect.poll(people).toBe(1);
    expect(await page.locator('#no-match').isVisible()).toBe(false);
    await page.fill('#search', 'user ci');
    await expect.poll(people).toBe(1);
    await page.getByLabel('Security').uncheck();
    await page.locator('.who:visible summary').click();
    await page.locator('.who:visible a', { hasText: 'administrator' }).click();
    expect(await page.locator('.finding:target .chain').isVisible()).toBe(true);
    expect(await people()).toBe(20);
    expect(misdeeds).toEqual([]);
    await page.close();
  });

  it.each([
    [1280, 'light'],
    [1280, 'dark'],
    [375, 'light'],
    [375, 'dark'],
  ] as const)('shows a scanned account at a width of %i in %s', async (width, colorScheme) => {
    const { stdout } = await runCli(['scan', '--snapshot', 'snapshot.json', '--format', 'html', '--fail-on', 'never'], {
      cwd: fileURLToPath(new URL('../../fixtures/demo', import.meta.url)),
    });
    const { page, misdeeds } = await openText(stdout, context);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`for (const part of document.querySelectorAll('details')) part.open = true`);
    expect(await page.locator('.who').count()).toBe(17);
    expect(await page.locator('.who').first().textContent()).toMatch(/user bo.*administrator.*12 findings/s);
    expect(await page.locator('.policy .inside').count()).toBeGreaterThan(20);
    expect(await page.locator('.policy mark').count()).toBeGreaterThan(0);
    expect(await page.locator('.node.end').count()).toBe(3);
    expect(await isWide(page)).toBe(false);
    expect(await contrasts(page)).toEqual([]);
    expect(misdeeds).toEqual([]);
    await page.close();
  });

  it('prints on pages', async () => {
    const { page } = await open(everything);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });

  it('finds one among five thousand in little time', async () => {
    const { page, misdeeds } = await open(many);
    const started = performance.now();
    await page.fill('#search', 'number 4321');
    await expect.poll(() => page.textContent('#shown')).toBe('1 of 5000');
    expect(await seen(page)).toBe(1);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(misdeeds).toEqual([]);
    await page.close();
  });
});

it.skipIf(executablePath !== undefined)('no Chromium is installed: its tests are skipped', () => {
  expect(executablePath).toBeUndefined();
});

/** Texts below the contrast that WCAG 2.2 asks for (1.4.3: 4.5 to 1). */
function contrasts(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const parse = (color) => color.match(/[\\d.]+/g).map(Number);
    const light = (color) => {
      const [r, g, b] = parse(color).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (parse(color)[3] !== 0) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    return [...document.body.querySelectorAll('*:not(script)')].flatMap((element) => {
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')) return [];
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      return ratio < 4.5 ? [element.className + ' ' + element.textContent.slice(0, 20) + ' ' + ratio.toFixed(2)] : [];
    });
  })()`);
}
