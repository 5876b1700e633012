import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runN8n, type N8n } from './n8n.mts';
import { unpackPackage } from './pack.mts';
import { lastLines } from './process.mts';

/** A credential as n8n exports it, with its data in the clear. */
export interface Credential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: object;
}

/** A workflow as n8n's editor downloads it, with an id. */
export interface Workflow {
	readonly id: string;
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: object;
	readonly settings?: object;
	readonly pinData?: object;
}

export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly webhookId?: string;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

/** Puts a packed package where n8n's installer of community nodes puts it, as it does it. */
export async function installPackage(n8n: N8n, tarball: string, name: string): Promise<void> {
	const folder = packageFolder(n8n, name);
	await rm(folder, { recursive: true, force: true });
	await unpackPackage(tarball, folder);
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[kind];
	}
	await writeFile(file, JSON.stringify(manifest, null, 2));
}

/** Where n8n keeps an installed package. */
export function packageFolder(n8n: N8n, name: string): string {
	return join(n8n.userFolder, '.n8n', 'nodes', 'node_modules', name);
}

/** Adds or replaces credentials. */
export function importCredentials(n8n: N8n, credentials: readonly Credential[]): Promise<void> {
	return importFile(n8n, 'credential', credentials);
}

/** Adds or replaces workflows; they are not published. */
export function importWorkflows(n8n: N8n, workflows: readonly Workflow[]): Promise<void> {
	return importFile(n8n, 'workflow', workflows);
}

/** Publishes an imported workflow; takes effect at the next start. */
export async function publishWorkflow(n8n: N8n, id: string): Promise<void> {
	await runN8n(n8n, ['publish:workflow', `--id=${id}`]);
}

async function importFile(n8n: N8n, kind: string, entries: readonly object[]): Promise<void> {
	const file = join(n8n.userFolder, 'import.json');
	await mkdir(n8n.userFolder, { recursive: true });
	// Only its owner may read it: it can hold keys.
	await writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	try {
		const command = kind === 'workflow' ? 'import:workflow' : 'import:credentials';
		const output = await runN8n(n8n, [command, `--input=${file}`]);
		if (!output.includes(`Successfully imported ${entries.length} ${kind}`)) {
			throw new Error(`n8n did not import the ${kind}s:\n${lastLines(output)}`);
		}
	} finally {
		await rm(file);
	}
}
