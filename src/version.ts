import manifest from '../package.json' with { type: 'json' };

/** The tool's own version, as in package.json. */
export const version: string = manifest.version;
export const homepage = 'https://github.com/iam-audit/iam-audit';
