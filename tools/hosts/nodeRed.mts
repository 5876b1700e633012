import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inheritedEnvironment } from './environment.mts';
import { installPlace, type Progress } from './install.mts';
import { runNpm } from './npm.mts';
import { freePort } from './ports.mts';
import { lastLines, startProcess, type Environment, type HostProcess } from './process.mts';
import { until } from './until.mts';
import { NODE_RED_PLACES, nodeRedVersion, type NodeRedVersion } from './versions.mts';

export const NODE_RED_PORT = 1880;

/** Settings as in Node-RED's settings.js. Functions are written down there, so they use nothing around them. */
export type NodeRedSettings = Readonly<Record<string, unknown>>;

/** A Node-RED that is installed, with the folder that holds all of its data. */
export interface NodeRed {
	/** What `installNodeRed` returned. */
	readonly program: string;
	readonly userFolder: string;
	/** The Node.js that runs it; the project's own where it is left out. */
	readonly node?: string | undefined;
	/** Over those of a Node-RED that keeps to one folder and calls nobody. */
	readonly settings?: NodeRedSettings;
	readonly env?: Environment;
}

export interface NodeRedServer extends HostProcess {
	/** Where the nodes' webhooks are, `httpNodeRoot` included; without a slash at the end. */
	readonly url: string;
	/** Where the editor and its API are, `httpAdminRoot` included; without a slash at the end. */
	readonly editorUrl: string;
}

const READY_WITHIN_MS = 60_000;
/** What the log says when the flows run, or will not soon. */
const SETTLED = /Started flows|Waiting for missing types|Stopped flows|safe mode/;
const NPM_INSTALL = [
	'install',
	'--offline',
	'--ignore-scripts',
	'--save',
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--loglevel=error',
];

/** Makes a version of Node-RED available; returns the folder that holds its node_modules. */
export function installNodeRed(version: NodeRedVersion, progress: Progress): Promise<string> {
	const title = `Node-RED ${nodeRedVersion(version)}`;
	return installPlace({ ...NODE_RED_PLACES[version], title }, progress);
}

/** Installs a packed package into the user folder, as Node-RED's palette manager does. */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const manifest = { name: 'node-red-project', version: '0.0.1', private: true };
	await mkdir(userFolder, { recursive: true });
	await writeFile(join(userFolder, 'package.json'), JSON.stringify(manifest), { flag: 'wx' }).catch(
		(error: NodeJS.ErrnoException) => {
			if (error.code !== 'EEXIST') throw error;
		},
	);
	await runNpm([...NPM_INSTALL, tarball], userFolder);
}

/**
 * Starts the server and waits until its flows run.
 *
 * @param preferredPort the next free one after it is taken when it is in use; 0 means any
 */
export async function startNodeRed(nodeRed: NodeRed, preferredPort = 0): Promise<NodeRedServer> {
	const { program, userFolder, node, env } = nodeRed;
	const port = await freePort(preferredPort);
	const settings = settingsOf(nodeRed, port);
	const settingsFile = join(userFolder, 'settings.js');
	await mkdir(userFolder, { recursive: true });
	// Only its owner may read it: it holds the secret that encrypts credentials.
	await writeFile(settingsFile, `module.exports = ${scriptOf(settings)};\n`, {
		mode: 0o600,
	});
	const logFile = join(userFolder, 'node-red.log');
	const server = await startProcess({
		args: [
			join(program, 'node_modules', 'node-red', 'red.js'),
			`--settings=${settingsFile}`,
			`--userDir=${userFolder}`,
		],
		cwd: userFolder,
		env: { ...inheritedEnvironment(), ...env },
		node,
		logFile,
	});
	const base = `http://127.0.0.1:${port}`;
	const urls = {
		url: base + rootOf(settings.httpNodeRoot),
		editorUrl: base + rootOf(settings.httpAdminRoot),
	};
	if (await isReady(server, base)) return { ...server, ...urls };
	await server.stop();
	throw new Error(`Node-RED did not start. ${logFile} ends with:\n${lastLines(server.log())}`);
}

function settingsOf({ userFolder, settings }: NodeRed, port: number): NodeRedSettings {
	return {
		uiHost: '127.0.0.1',
		uiPort: port,
		userDir: userFolder,
		flowFile: 'flows.json',
		flowFilePretty: true,
		// The log is read to know when the flows run.
		lang: 'en-US',
		telemetry: { enabled: false, updateNotification: false },
		editorTheme: { tours: false, projects: { enabled: false } },
		...settings,
	};
}

/** A value as JavaScript. */
function scriptOf(value: unknown): string {
	if (typeof value === 'function') return `(${String(value)})`;
	if (Array.isArray(value)) return `[${value.map(scriptOf).join(', ')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
	const entries = Object.entries(value).map(
		([name, entry]) => `${JSON.stringify(name)}: ${scriptOf(entry)}`,
	);
	return `{\n${entries.join(',\n')}\n}`;
}

/** A root as it stands in the settings, as the start of a path: `/api/` is `/api`, `/` nothing. */
function rootOf(root: unknown): string {
	const path = typeof root === 'string' ? root.replace(/^\/|\/$/g, '') : '';
	return path && `/${path}`;
}

async function isReady(server: HostProcess, base: string): Promise<boolean> {
	const isSettled = async () => {
		if (!server.isRunning()) return true;
		const log = server.log();
		return SETTLED.test(log) && (await isListening(base));
	};
	return (await until(isSettled, READY_WITHIN_MS)) && server.isRunning();
}

async function isListening(url: string): Promise<boolean> {
	try {
		await (await fetch(url, { signal: AbortSignal.timeout(5000) })).arrayBuffer();
		return true;
	} catch {
		return false;
	}
}
