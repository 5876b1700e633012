import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeGlobals = Object.fromEntries(
	Object.getOwnPropertyNames(globalThis).map((name) => [name, false]),
);
const product = ['{protocol,io,nodes,credentials}/**/*.ts', 'node-red/{,runtime/}*.ts'];

// n8n's scanner refuses these in every script of the tarball.
const environment = ['process', 'global', 'globalThis', 'console', '__dirname', '__filename'];
const timers = ['Timeout', 'Interval', 'Immediate'].flatMap((kind) => [
	`set${kind}`,
	`clear${kind}`,
]);
const clocks = ['performance', 'queueMicrotask', 'AbortSignal', 'fetch'];

/** Forbids what is imported from elsewhere than the expression says. */
function importsOnly(allowed, options) {
	const patterns = [{ regex: `^(?!${allowed})`, message: 'See docs/architecture.md.', ...options }];
	return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}

/** The protocol knows itself and three libraries, and is given the time. */
function pure(depth) {
	const itself = String.raw`(?!.*[^./]/\.\.)(?=\.)(?:\./)?(?:\.\./){0,${depth}}(?!\.)`;
	return {
		files: [`protocol/${'*/'.repeat(depth)}*.ts`],
		rules: importsOnly(`(?:zod\\/v4-mini|ipaddr\\.js|node:crypto)$|${itself}`),
	};
}

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
		files: product,
		rules: {
			'no-restricted-globals': ['error', ...environment, ...timers, 'require'],
			// What else a build bundles would not be there when a host loads it.
			...importsOnly(String.raw`(?:n8n-workflow|(?:node:)?crypto)$|\.`, { allowTypeImports: true }),
		},
	},
	{
		files: ['protocol/**/*.ts'],
		rules: {
			'no-restricted-globals': ['error', ...environment, ...timers, ...clocks, 'require'],
			'no-restricted-syntax': [
				'error',
				'ImportExpression',
				'TSImportType',
				'CallExpression[callee.name=Date]',
				'NewExpression[callee.name=Date][arguments.length=0]',
				'MemberExpression[object.name=Date][property.name=now]',
			],
		},
	},
	...[0, 1, 2].map(pure),
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
