import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeGlobals = Object.fromEntries(
	Object.getOwnPropertyNames(globalThis).map((name) => [name, false]),
);
const product = ['{protocol,io,nodes,credentials}/**/*.ts', 'node-red/{,runtime/}*.ts'];

export default defineConfig(
	globalIgnores(['dist/', 'coverage/', '.n8n/', '.node-red/', '**/node_modules/']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	{
		files: ['**/*.mjs'],
		languageOptions: { globals: nodeGlobals },
	},
	{
		// Node-RED 3 takes no nodes from .cjs files.
		files: ['{tools/fuzz/nodes,test/fixtures/nodeRed}/*.js'],
		languageOptions: { sourceType: 'commonjs' },
	},
	{
		files: ['**/*.{ts,mts}'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
	},
	{
		files: product,
		extends: [tseslint.configs.strictTypeChecked],
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
		},
	},
	{
		files: ['**/*.{ts,mts}'],
		rules: {
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			// n8n asks for promises where we have nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			// Express declares functions as methods.
			'@typescript-eslint/unbound-method': 'off',
		},
	},
	{
		files: ['test/**/*.{ts,mts}'],
		rules: {
			// Jest's asymmetric matchers are any.
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-base-to-string': 'off',
		},
	},
);
