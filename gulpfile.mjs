import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import gulp from 'gulp';
import {
	builtProtocol,
	bundled,
	nodeOfAll,
	withRowsAndScripts,
	withSharedTexts,
} from './tools/build/contents.mjs';

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
		return from('node-red/nodes.ts', each(bundled), 'dist');
	},
	function nodeRedNodes() {
		return from('node-red/sine-*.ts', each(nodeOfAll), 'dist');
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

/** What `npm run simulate` sends with; it is not packed. */
const sender = () => from('io/sendByFetch.ts', each(bundled), 'dist');

/** All but the types. */
export const product = series(protocol, parallel(n8n, nodeRed, sender));

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
