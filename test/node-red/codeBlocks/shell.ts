import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { CodeBlock } from '../../unit/docs/pages';

const NPM = join(__dirname, 'npm.mts');

/** The commands that a block may use, besides those of the shell itself. */
const COMMANDS: Readonly<Record<string, (path: string) => Promise<void>>> = {
	curl: installed('curl'),
	npm: (path) =>
		writeFile(path, `#!/bin/sh\nexec '${process.execPath}' '${NPM}' "$@"\n`, { mode: 0o755 }),
	openssl: installed('openssl'),
};

/** Runs blocks as a user would who pastes them into a terminal, each one once. */
export class Shell {
	readonly #outputs = new Map<CodeBlock, Promise<string>>();
	#home = '';

	async open(): Promise<void> {
		this.#home = await mkdtemp(join(tmpdir(), 'n8n-nodes-sine-shell-'));
		for (const [name, put] of Object.entries(COMMANDS)) await put(join(this.#home, name));
	}

	async close(): Promise<void> {
		await rm(this.#home, { recursive: true, force: true });
	}

	/** What the block writes; throws when one of its commands fails. */
	run(block: CodeBlock, variables: Readonly<Record<string, string>>): Promise<string> {
		const known = this.#outputs.get(block);
		if (known) return known;
		const output = this.#run(block, variables);
		this.#outputs.set(block, output);
		return output;
	}

	#run({ code, where }: CodeBlock, variables: Readonly<Record<string, string>>): Promise<string> {
		const env = { ...variables, HOME: this.#home, PATH: this.#home };
		return new Promise((resolve, reject) => {
			execFile(
				'/bin/sh',
				['-e', '-u', '-c', code],
				{ cwd: this.#home, env },
				(error, output, errors) => {
					if (!error) return resolve(output);
					const hint = `Variables: ${Object.keys(variables).join(', ')}. Commands: ${Object.keys(COMMANDS).join(', ')} (COMMANDS in test/node-red/codeBlocks/shell.ts).`;
					reject(new Error(`${where}: the commands fail.\n${output}${errors}${hint}`));
				},
			);
		});
	}
}

/** Puts in a command of this machine. */
function installed(name: string) {
	return async (path: string) => {
		const folders = (process.env.PATH ?? '').split(delimiter);
		const program = folders.map((folder) => join(folder, name)).find(existsSync);
		if (!program) throw new Error(`${name} is missing: install it and run the command again.`);
		await symlink(program, path);
	};
}
