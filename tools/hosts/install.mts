import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir, hostname } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './npm.mts';

export type Progress = (line: string) => void;

/**
 * A folder with a package.json and a package-lock.json of its own. Only the install scripts of what
 * the package.json names under `allowScripts` run, with an npm that does not know that field too.
 */
export interface NpmFolder {
	readonly folder: string;
	/** What it installs, e.g. `n8n 2.41.1`. */
	readonly title: string;
	/** How much that is and how long it takes, e.g. `2.9 GB, 3 to 5 minutes`. */
	readonly cost: string;
}

// Not `npm ci`: it turns a lock file down that lacks optional packages of other platforms, which a
// registry may have lacked when the file was written.
const NPM_INSTALL = [
	'install',
	'--ignore-scripts',
	'--prefer-offline',
	'--fetch-retry-mintimeout=1000',
	'--fetch-retry-maxtimeout=5000',
	'--no-audit',
	'--no-fund',
	'--loglevel=error',
];
const STILL_HERE_MS = 15_000;
const attempts = new Set<string>();

/**
 * Installs a folder's packages once, into a cache outside the project that all clones share.
 *
 * @returns the cached folder, which holds the node_modules
 */
export async function installFolder(source: NpmFolder, progress: Progress): Promise<string> {
	const target = join(cacheFolder(), await cacheName(source.folder));
	await mkdir(cacheFolder(), { recursive: true });
	await removeDeadAttempts();
	if (existsSync(target)) return target;
	const attempt = await mkdtemp(`${target}${attemptMark()}${process.pid}-`);
	attempts.add(attempt);
	try {
		await fill(attempt, source, progress);
		await rename(attempt, target).catch((error: unknown) => {
			// Another process was quicker: its copy is as good.
			if (!existsSync(target)) throw error;
		});
	} finally {
		await rm(attempt, { recursive: true, force: true });
		attempts.delete(attempt);
	}
	return target;
}

/** Makes a folder of tools/hosts/ available, or the project's own, where its name is empty. */
export function installPlace(place: NpmFolder, progress: Progress): Promise<string> {
	const folder = fileURLToPath(new URL(place.folder || '../..', import.meta.url));
	return place.folder ? installFolder({ ...place, folder }, progress) : Promise.resolve(folder);
}

async function fill(folder: string, source: NpmFolder, progress: Progress): Promise<void> {
	const begin = Date.now();
	const seconds = () => `${Math.round((Date.now() - begin) / 1000)} s`;
	progress(`Installing ${source.title} (${source.cost}, once).`);
	const timer = setInterval(
		() => progress(`Still installing ${source.title}: ${seconds()}`),
		STILL_HERE_MS,
	);
	try {
		for (const file of ['package.json', 'package-lock.json']) {
			await copyFile(join(source.folder, file), join(folder, file));
		}
		await runNpm(NPM_INSTALL, folder);
		for (const name of await withScripts(folder)) await rebuild(name, folder);
	} finally {
		clearInterval(timer);
	}
	progress(`Installed ${source.title} in ${seconds()}.`);
}

async function withScripts(folder: string): Promise<string[]> {
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
		readonly allowScripts?: Readonly<Record<string, boolean>>;
	};
	return Object.keys(manifest.allowScripts ?? {});
}

async function rebuild(name: string, folder: string): Promise<void> {
	try {
		await runNpm(['rebuild', name, '--ignore-scripts=false'], folder);
	} catch (error) {
		throw new Error(
			`${name} could not be built: install Python 3, make and a C++ compiler (on Debian: apt install python3 make g++) and run the command again.`,
			{ cause: error },
		);
	}
}

function cacheFolder(): string {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-sine');
}

async function cacheName(folder: string): Promise<string> {
	const lock = await readFile(join(folder, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12);
	return `${basename(folder)}-${hash}-${process.platform}-${process.arch}`;
}

/** What stands in the name of an unfinished installation, before the id of its process. */
function attemptMark(): string {
	return `.installing-${hostname()}-`;
}

async function removeDeadAttempts(): Promise<void> {
	for (const name of await readdir(cacheFolder())) {
		const path = join(cacheFolder(), name);
		const pid = parseInt(name.split(attemptMark())[1] ?? '', 10);
		if (Number.isNaN(pid) || attempts.has(path) || isAlive(pid)) continue;
		await rm(path, { recursive: true, force: true });
	}
}

function isAlive(pid: number): boolean {
	if (pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
