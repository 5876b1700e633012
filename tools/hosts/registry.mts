import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inheritedEnvironment } from './environment.mts';
import { installPlace, type Progress } from './install.mts';
import { runNpm } from './npm.mts';
import { freePort } from './ports.mts';
import { lastLines, startProcess, type Environment } from './process.mts';
import { until } from './until.mts';
import { versionIn } from './versions.mts';

/** An npm registry on this machine that holds what we publish, and knows of no other. */
export interface Registry {
	/** With a slash at the end. */
	readonly url: string;
	/** What makes an npm that a host starts use it, and leave no trace. */
	readonly env: Environment;
	publish(tarball: string): Promise<void>;
	stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/** Installs verdaccio, once for all clones; returns its folder. */
export function installRegistry(progress: Progress): Promise<string> {
	return installPlace(
		{
			folder: 'verdaccio',
			title: `verdaccio ${versionIn('verdaccio', 'verdaccio')}`,
			cost: '65 MB, half a minute',
		},
		progress,
	);
}

/**
 * Starts a registry that is empty, and to which everyone on this machine may publish.
 *
 * @param program what `installRegistry` returned
 * @param folder holds all of its data
 */
export async function startRegistry(program: string, folder: string): Promise<Registry> {
	const port = await freePort();
	const address = `127.0.0.1:${port}`;
	const url = `http://${address}/`;
	const config = join(folder, 'verdaccio.yaml');
	await mkdir(folder, { recursive: true });
	// What is JSON is YAML as well.
	await writeFile(config, JSON.stringify(configOf(folder)));
	const logFile = join(folder, 'verdaccio.log');
	const server = await startProcess({
		args: [
			join(program, 'node_modules', 'verdaccio', 'bin', 'verdaccio'),
			`--config=${config}`,
			`--listen=${address}`,
		],
		cwd: folder,
		env: inheritedEnvironment(),
		logFile,
	});
	const isSettled = async () => !server.isRunning() || (await isThere(`${url}-/ping`));
	await until(isSettled, READY_WITHIN_MS);
	if (!server.isRunning() || !(await isThere(`${url}-/ping`))) {
		await server.stop();
		throw new Error(`verdaccio did not start. It says:\n${lastLines(server.log())}`);
	}
	const cache = join(folder, 'npm-cache');
	return {
		url,
		env: { npm_config_registry: url, npm_config_cache: cache, npm_config_fetch_retries: '0' },
		async publish(tarball) {
			const where = [`--registry=${url}`, `--cache=${cache}`, '--fetch-retries=0'];
			// npm wants to be signed in; the registry does not look at the token.
			const token = `--//${address}/:_authToken=anyone`;
			const how = ['--ignore-scripts', '--provenance=false', '--loglevel=error'];
			await runNpm(['publish', tarball, token, ...where, ...how], folder);
		},
		stop: () => server.stop(),
	};
}

function configOf(folder: string): object {
	return {
		storage: join(folder, 'packages'),
		uplinks: {},
		packages: { '**': { access: '$all', publish: '$all' } },
		web: { enable: false },
		log: { type: 'stdout', format: 'pretty', level: 'http' },
	};
}

async function isThere(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
	} catch {
		return false;
	}
}
