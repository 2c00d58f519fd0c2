// npm runs this after `npm install` and `npm ci`, and so does pre-commit when it installs the hook from a clone.
// Without the development packages (`npm ci --omit=dev`) there is nothing to build with, and nothing to build.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (existsSync(fileURLToPath(new URL('../node_modules/tsdown', import.meta.url)))) await import('./build.mjs');
