import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ProcessError, runProcess, type Environment } from './process.mts';

const NETWORK_ERRORS =
	/\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/** Runs npm on the project's Node.js; returns what it wrote, throws one sentence when it fails. */
export async function runNpm(args: readonly string[], cwd: string): Promise<string> {
	try {
		return await runProcess({ args: [npmScript(), ...args], cwd, env: npmEnvironment() });
	} catch (error) {
		if (!(error instanceof ProcessError)) throw error;
		throw new Error(
			NETWORK_ERRORS.test(error.output)
				? 'The npm registry cannot be reached: check the network (or the registry and proxy in the npm settings) and run the command again.'
				: `"npm ${args.join(' ')}" failed. ${error.message}`,
			{ cause: error },
		);
	}
}

function npmScript(): string {
	const fromNpm = process.env.npm_execpath;
	if (fromNpm?.endsWith('npm-cli.js')) return fromNpm;
	const found = (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, 'npm'))
		.filter((path) => existsSync(path))
		.map((path) => realpathSync(path))
		.find((path) => path.endsWith('npm-cli.js'));
	if (found) return found;
	throw new Error('npm is missing: install it (it comes with Node.js) and run the command again.');
}

function npmEnvironment(): Environment {
	const bin = dirname(process.execPath);
	const installed = dirname(bin);
	return {
		...process.env,
		PATH: [bin, process.env.PATH].join(delimiter),
		// The package of Node.js has its headers: nothing is downloaded to compile with.
		...(existsSync(join(installed, 'include', 'node', 'node.h')) && {
			npm_config_nodedir: installed,
		}),
	};
}
