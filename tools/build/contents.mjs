import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { minify } from '@swc/core';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** One CommonJS file, in which the protocol is shared and not repeated. */
export async function bundled(file) {
	const isProtocol = file.relative === join('protocol', 'index.ts');
	const { outputFiles } = await build({
		entryPoints: [file.path],
		bundle: true,
		write: false,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		legalComments: 'none',
		external: ['n8n-workflow'],
		plugins: isProtocol ? [] : [sharedProtocol(file.relative)],
	});
	const code = await minified(outputFiles[0].text);
	return isProtocol ? `${notice('zod', 'ipaddr.js')}\n${code}` : code;
}

/** Variables stay, because n8n's scanner refuses `Function('')`, which zod holds in one. */
async function minified(text) {
	const { code } = await minify(text, {
		ecma: 2022,
		compress: { toplevel: true, collapse_vars: false, reduce_vars: false },
		mangle: { toplevel: true },
	});
	return code;
}

/** What Node-RED loads for a node: its function, out of the one file of all nodes, which share state. */
export function nodeOfAll({ stem }) {
	const name = stem.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
	return `module.exports = require('./nodes.js').${name};\n`;
}

/** A page of Node-RED's editor, with the rows and the scripts that it names written into it. */
export async function withRowsAndScripts(file) {
	const { withRows } = await import('./nodeRedPages.mts');
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
		plugins: [withoutNode, withoutWords],
	});
	return await minified(outputFiles[0].text);
}

/** What of the protocol is left in the browser must not need Node.js; a test sees to that. */
const withoutNode = {
	name: 'without Node.js',
	setup({ onResolve }) {
		onResolve({ filter: /^node:/ }, ({ path }) => ({ path, external: true, sideEffects: false }));
	},
};

/** A page needs no words of the settings, because they are in the texts of its node. */
const withoutWords = {
	name: 'settings without words',
	setup({ onLoad }) {
		const protocol = builtProtocol();
		onLoad(
			{ filter: /settings\W(?:checks|key|respond|simulator|trigger|visit)\.ts$/ },
			({ path }) => {
				const source = readFileSync(path, 'utf8');
				const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
				const constants = names.map((name) => {
					const settings = JSON.stringify(protocol[name], (_key, value) =>
						value?.kind ? { ...value, ...WORDLESS } : value,
					);
					return `export const ${name} = ${settings};`;
				});
				return { contents: constants.join('\n') };
			},
		);
	},
};

const WORDLESS = {
	label: undefined,
	hint: undefined,
	visibleHint: undefined,
	placeholder: undefined,
	icon: undefined,
};

/** The help of a node, or its texts. */
export async function withSharedTexts(file) {
	const { withCatalogue, withReferences } = await import('./nodeRedPages.mts');
	const text = file.contents.toString();
	if (file.extname === '.html') return withReferences(text);
	const texts = JSON.parse(text);
	return `${JSON.stringify(withCatalogue(builtProtocol(), file.stem, texts), null, '\t')}\n`;
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

export function builtProtocol() {
	return createRequire(import.meta.url)('../../dist/protocol/index.js');
}
