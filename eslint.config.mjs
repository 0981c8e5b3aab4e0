// What the linter looks for: faults, and nothing that Prettier or the type checker says already.

import js from '@eslint/js';
import globals from 'globals';

const EVERYWHERE = { ...globals.browser, ...globals.node };

export default [
  { ignores: ['dist', 'target', '**/node_modules', 'tests/consumers/projects'] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: EVERYWHERE },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, args: 'none', varsIgnorePattern: '^_' },
      ],
      // What no text may hold is looked for by its code.
      'no-control-regex': 'off',
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'max-len': ['error', { code: 100, ignoreUrls: true }],
      // The checker of types knows every name.
      'no-undef': 'off',
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
];
