import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { build, transform as translate } from 'esbuild';
import gulp from 'gulp';

const { dest, parallel, series, src } = gulp;
const { resolve } = createRequire(import.meta.url);
const root = import.meta.dirname;

export const clean = () => rm('dist', { recursive: true, force: true });

const check = () => tsc('tsconfig.json');
const checkEditor = () => tsc('node-red/editor/tsconfig.json');
const types = parallel(check, checkEditor);

const protocol = () => from('protocol/index.ts', each(bundled), 'dist');

const n8n = parallel(
	function n8nNodes() {
		return from(['nodes/**/*.node.ts', 'credentials/*.credentials.ts'], each(bundled), 'dist');
	},
	function n8nAssets() {
		return from(['icons/*.svg', '!icons/*.white.svg', 'nodes/**/*.node.json'], [], 'dist');
	},
);

const nodeRed = parallel(
	function nodeRedRuntime() {
		return from(
			['node-red/*.ts', 'node-red/runtime/*.ts', 'io/*.ts', '!io/capturedResponse.ts'],
			each(translated),
			'dist',
		);
	},
	function nodeRedEditor() {
		return from('node-red/*.html', each(withRowsAndScripts), 'dist');
	},
	function nodeRedLocales() {
		return from('node-red/locales/*/*', each(withSharedTexts), 'dist');
	},
	function nodeRedIcons() {
		return from('icons/*.white.svg', renamed(whiteIcon), 'dist');
	},
);

/** All but the types. */
export const product = series(protocol, parallel(n8n, nodeRed));

/** All that is packed, from sources that are taken to be right. */
export const shipped = series(clean, product);

export default series(clean, parallel(types, product));

/** The pages that are made: of the protocol, the benchmark's figures and the tested versions. */
export const docs = series(
	protocol,
	parallel(
		async function eventsPage() {
			const page = await import('./tools/docs/eventsPage.mts');
			await writeFile('docs/events.md', await page.eventsPage(builtProtocol()));
		},
		async function settingsTables() {
			const { withSettingsTables } = await import('./tools/docs/settingsTables.mts');
			for (const [page, editor] of [
				['docs/n8n.md', 'n8n'],
				['docs/node-red.md', 'nodeRed'],
			]) {
				const text = await readFile(page, 'utf8');
				await writeFile(page, await withSettingsTables(builtProtocol(), editor, text));
			}
		},
		async function performancePage() {
			const page = await import('./tools/docs/performancePage.mts');
			const { readResults } = await import('./tools/bench/results.mts');
			await writeFile('docs/performance.md', await page.performancePage(await readResults()));
		},
		async function securityPage() {
			const page = await import('./tools/docs/securityPage.mts');
			const { readResults } = await import('./tools/bench/results.mts');
			const text = await readFile('docs/security.md', 'utf8');
			await writeFile('docs/security.md', await page.securityPage(text, await readResults()));
		},
		async function compatibilityPage() {
			const page = await import('./tools/docs/compatibilityPage.mts');
			await writeFile('docs/compatibility.md', await page.compatibilityPage());
		},
	),
);

function tsc(project) {
	return spawn(process.execPath, [resolve('typescript/bin/tsc'), '--project', project], {
		stdio: 'inherit',
	});
}

function from(patterns, steps, folder) {
	return pipeline(src(patterns, { base: '.' }), ...[steps].flat(), dest(folder));
}

/** Gives each file the contents, and the ending, that a function makes of it. */
function each(make) {
	return new Transform({
		objectMode: true,
		async transform(file, _encoding, done) {
			try {
				const contents = await make(file);
				if (file.extname === '.ts') file.extname = '.js';
				file.contents = Buffer.from(contents);
				file.stat = null; // It is made now, whatever the age of the source.
				done(null, file);
			} catch (error) {
				done(error);
			}
		},
	});
}

/** `icons/sine.white.svg` becomes `node-red/icons/sine.svg`. */
function whiteIcon(path) {
	return join(root, 'node-red', 'icons', basename(path).replace('.white', ''));
}

function renamed(newPath) {
	return new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			file.path = newPath(file.path);
			done(null, file);
		},
	});
}

/** One CommonJS file, in which the protocol is shared and not repeated. */
async function bundled(file) {
	const isProtocol = file.relative === join('protocol', 'index.ts');
	const { outputFiles } = await build({
		entryPoints: [file.path],
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		legalComments: 'none',
		minifyWhitespace: isProtocol,
		banner: { js: isProtocol ? notice('zod', 'ipaddr.js') : '' },
		external: ['n8n-workflow'],
		plugins: isProtocol ? [] : [sharedProtocol(file.relative)],
	});
	return outputFiles[0].contents;
}

/** A CommonJS file for each source, because Node-RED's nodes share state. */
async function translated(file) {
	const isNode = file.stem.startsWith('sine-');
	const { code } = await translate(file.contents, {
		loader: 'ts',
		format: 'cjs',
		target: 'node20',
		// Node-RED wants a node's function to be the module itself.
		footer: isNode ? 'module.exports = module.exports.default;' : '',
	});
	return code;
}

/** A page of Node-RED's editor, with the rows and the scripts that it names written into it. */
async function withRowsAndScripts(file) {
	const { withRows } = await import('./tools/build/nodeRedPages.mts');
	const page = withRows(builtProtocol(), file.stem, file.contents.toString());
	const scripts = [...page.matchAll(/<script src="(.+?)"><\/script>/g)];
	const written = await Promise.all(
		scripts.map(async ([tag, source]) => [tag, await browserScript(join(file.dirname, source))]),
	);
	return written.reduce(
		(text, [tag, code]) =>
			text.replace(tag, () => `<script type="text/javascript">\n${code}</script>`),
		page,
	);
}

async function browserScript(path) {
	const { outputFiles } = await build({
		entryPoints: [path],
		bundle: true,
		write: false,
		platform: 'browser',
		format: 'iife',
		target: 'es2022',
		legalComments: 'none',
		minifySyntax: true,
		minifyWhitespace: true,
		plugins: [withoutNode],
	});
	return outputFiles[0].text;
}

/** What of the protocol is left in the browser must not need Node.js; a test sees to that. */
const withoutNode = {
	name: 'without Node.js',
	setup({ onResolve }) {
		onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
	},
};

/** The help of a node, or its texts. */
async function withSharedTexts(file) {
	const { withCatalogue, withReferences } = await import('./tools/build/nodeRedPages.mts');
	const text = file.contents.toString();
	if (file.extname === '.html') return withReferences(text);
	const texts = JSON.parse(text);
	return `${JSON.stringify(withCatalogue(builtProtocol(), file.stem, texts), null, '\t')}\n`;
}

function builtProtocol() {
	return createRequire(import.meta.url)('./dist/protocol/index.js');
}

/** Leaves imports of the protocol to run time, and lets nobody past its door. */
function sharedProtocol(entry) {
	const path = relative(dirname(entry), 'protocol/index.js').replaceAll(sep, posix.sep);
	return {
		name: 'shared protocol',
		setup({ onResolve }) {
			onResolve({ filter: /^\.{1,2}\// }, ({ path: imported, resolveDir }) => {
				const target = relative(root, join(resolveDir, imported)).split(sep);
				if (target[0] !== 'protocol') return undefined;
				if (target.length === 1 || target.join() === 'protocol,index') {
					return { path, external: true };
				}
				return { errors: [{ text: `Import '${imported}' from the protocol's index instead.` }] };
			});
		},
	};
}

/** What the licences of bundled packages ask for, in a few lines. */
function notice(...names) {
	const lines = names.map((name) => {
		const folder = join(root, 'node_modules', name);
		const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const [copyright] = /^Copyright.*$/im.exec(readFileSync(join(folder, 'LICENSE'), 'utf8'));
		return ` * ${name} ${version}, ${license}, ${copyright}`;
	});
	return [
		'/*! Contains, under the same licence as this package (LICENSE.md):',
		...lines,
		' */',
	].join('\n');
}
