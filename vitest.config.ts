import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/bin.ts'], reporter: ['text-summary'] },
    projects: [
      // Threads start sooner than processes, which counts for four hundred files.
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/real/**'], pool: 'threads' } },
      { test: { name: 'real', include: ['test/real/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 } },
    ],
  },
});
