import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', bin: 'src/bin.ts', eslint: 'src/eslint/plugin.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: { entry: ['src/index.ts', 'src/eslint/plugin.ts'] },
  clean: true,
  // Each module that Node loads costs half a millisecond: what every run needs is one file, what `lint` needs another.
  outputOptions: {
    codeSplitting: {
      groups: [
        { name: 'main', test: /src\/cli\/(?:main|process-io)\.ts$/, priority: 3 },
        { name: 'catalog', test: /src\/catalog\/iam-data\.ts$/, priority: 2 },
        { name: 'core', test: /src\/cli\/commands\/lint\.ts$/, priority: 1 },
      ],
    },
  },
});
