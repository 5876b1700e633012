import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { build } from 'esbuild';
import gulp from 'gulp';

const { dest, parallel, series, src } = gulp;
const { resolve } = createRequire(import.meta.url);
const root = import.meta.dirname;

export const clean = () => rm('dist', { recursive: true, force: true });

const check = () => tsc('tsconfig.json');
const declare = () => tsc('protocol/tsconfig.json');
export const types = parallel(check, declare);

export const bundle = () =>
	pipeline(
		src(['protocol/index.ts', 'nodes/**/*.node.ts', 'credentials/*.credentials.ts'], {
			base: '.',
			read: false,
		}),
		commonJs(),
		dest('dist'),
	);

export const assets = () =>
	src(['icons/*.svg', '!icons/*.white.svg', 'nodes/**/*.node.json'], { base: '.' }).pipe(
		dest('dist'),
	);

export default series(clean, parallel(types, bundle, assets));

function tsc(project) {
	return spawn(process.execPath, [resolve('typescript/bin/tsc'), '--project', project], {
		stdio: 'inherit',
	});
}

/** Turns each source into one CommonJS file, in which the protocol is shared and not repeated. */
function commonJs() {
	return new Transform({
		objectMode: true,
		async transform(file, _encoding, done) {
			try {
				file.contents = await bundled(file);
				file.extname = '.js';
				file.stat = null; // It is made now, whatever the age of the source.
				done(null, file);
			} catch (error) {
				done(error);
			}
		},
	});
}

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
		banner: { js: isProtocol ? notice('zod', 'ipaddr.js') : '' },
		external: ['n8n-workflow'],
		plugins: isProtocol ? [] : [sharedProtocol(file.relative)],
	});
	return Buffer.from(outputFiles[0].contents);
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
