// Preloaded into Node-RED's scorecard, in whose folder it runs. What that looks up in the network
// comes from here: the versions of Node-RED that we test with, and a catalogue without other nodes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Manifest {
	readonly version: string;
	readonly engines: object;
	readonly dependencies: { readonly 'node-red': string };
}

const root = join(import.meta.dirname, '../../..');
const current = manifest('node_modules/node-red');
const previous = manifest('tools/hosts/node-red-4').dependencies['node-red'];

const ANSWERS = new Map<string, object>([
	['https://catalogue.nodered.org/catalogue.json', { modules: [] }],
	[
		'https://registry.npmjs.org/node-red',
		{
			'dist-tags': { latest: current.version, maintenance: previous },
			versions: { [current.version]: { engines: current.engines } },
		},
	],
]);

const axios = createRequire(join(process.cwd(), 'package.json'))('axios') as {
	get: (url: string) => Promise<{ data: object }>;
};
axios.get = async (url) => {
	const data = ANSWERS.get(url);
	if (data) return { data };
	throw new Error(
		`The scorecard asks for ${url}, which tools/release/scorecard/offline.mts lacks.`,
	);
};

function manifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

// The width of its lines: it would break a warning into several.
Object.assign(globalThis, { columns: 1000 });
