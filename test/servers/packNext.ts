import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runNpm } from '../../tools/hosts/npm.mts';
import { unpackPackage } from '../../tools/hosts/pack.mts';

export interface Packed {
	readonly tarball: string;
	readonly version: string;
}

/** The package as it is, and the same files as the next minor version. */
export interface TwoVersions {
	readonly today: Packed;
	readonly next: Packed;
}

export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly description: string;
	readonly keywords: readonly string[];
	readonly author: { readonly name: string; readonly email: string };
	readonly 'node-red': { readonly nodes: object };
}

/** Packs the files of a tarball again, beside it, as the next minor version. */
export async function packNext(tarball: string): Promise<TwoVersions> {
	const folder = dirname(tarball);
	const unpacked = await unpack(tarball);
	const manifest = await readManifest(unpacked);
	const [major, minor] = manifest.version.split('.').map(Number);
	const version = `${major}.${Number(minor) + 1}.0`;
	await writeFile(join(unpacked, 'package.json'), JSON.stringify({ ...manifest, version }));
	const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
	const name = (await runNpm(args, unpacked)).trim();
	return {
		today: { tarball, version: manifest.version },
		next: { tarball: join(folder, name), version },
	};
}

/** The package.json of a packed package. */
export async function manifestOf(tarball: string): Promise<Manifest> {
	return await readManifest(await unpack(tarball));
}

async function unpack(tarball: string): Promise<string> {
	const folder = await mkdtemp(join(dirname(tarball), 'unpacked-'));
	await unpackPackage(tarball, folder);
	return folder;
}

async function readManifest(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
