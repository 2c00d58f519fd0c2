import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folders of src that may import only from the named ones (besides themselves and the root modules). */
const rooms = {
  policy: ['data'],
  document: ['policy', 'data'],
  catalog: ['data'],
  semantics: ['policy', 'catalog', 'data'],
  account: ['policy', 'document', 'semantics', 'catalog', 'data'],
  escalation: ['policy', 'semantics', 'catalog', 'account', 'data'],
  usage: ['policy', 'account', 'catalog', 'data'],
  suggest: ['policy', 'semantics', 'account', 'catalog', 'usage', 'data'],
  rules: ['policy', 'semantics', 'catalog', 'account', 'escalation', 'data'],
  fix: ['policy', 'document'],
  report: [],
  config: ['policy'],
};

const folders = [...Object.keys(rooms), 'cli', 'data', 'eslint'];

const roomRules = Object.entries(rooms).map(([room, mayImport]) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${folders.filter((name) => name !== room && !mayImport.includes(name)).join('|')})/`,
            allowTypeImports: true,
            message: `src/${room} may import only: ${mayImport.join(', ') || 'nothing'} (see CONTRIBUTING.md, "Who may import whom").`,
          },
          ...(room === 'account'
            ? []
            : [{ regex: '^@aws-sdk/', message: 'Only src/account/collect knows the AWS SDK.' }]),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'src/rules/index.ts', 'fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  ...roomRules,
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/bin.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'Only src/cli touches the process.' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an input: use context.now.',
        },
        {
          selector: "MemberExpression[object.name='Date'][property.name='now']",
          message: 'Time is an input: use context.now.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
    },
  },
);
