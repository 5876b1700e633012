import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const product = '{protocol,nodes,credentials}/**/*.ts';

export default defineConfig(
	globalIgnores(['dist/', 'coverage/', '.n8n/', '**/node_modules/']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	{
		files: ['**/*.mjs'],
		languageOptions: { globals: { console: false, process: false, Buffer: false, URL: false } },
	},
	{
		files: ['**/*.{ts,mts}'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
		},
	},
	{
		files: [product],
		extends: [tseslint.configs.strictTypeChecked],
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// n8n asks for promises where we have nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			// Express declares functions as methods.
			'@typescript-eslint/unbound-method': 'off',
		},
	},
);
