import { installPlace } from '../../../tools/hosts/install.mts';
import { engineVersion, N8N_ENGINES, type N8nEngine } from '../../../tools/hosts/versions.mts';

/** The engine whose folder also has the Express that n8n serves its webhooks with. */
const WITH_EXPRESS = 'n8n-core-1';

/** Where the packages of an engine are; installs them when they are not there yet. */
export async function engineFolders(folder: string) {
	return { n8n: await install(engineIn(folder)), express: await install(engineIn(WITH_EXPRESS)) };
}

function engineIn(folder: string): N8nEngine {
	const engine = N8N_ENGINES.find((engine) => engine.folder === folder);
	if (!engine) throw new Error(`tools/hosts/versions.mts has no engine in "${folder}".`);
	return engine;
}

function install(engine: N8nEngine): Promise<string> {
	const title = `n8n-core ${engineVersion(engine).core}`;
	return installPlace({ ...engine, title }, (line) => console.error(line));
}
