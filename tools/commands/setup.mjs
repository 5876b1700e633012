// Makes the project ready to run, on Node.js 20 and with nothing installed. With arguments, it then
// runs that script on the project's own Node.js: a shell remembers where it found `node` before.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const isWindows = process.platform === 'win32';
const modules = join(root, 'node_modules');
const marker = join(modules, '.set-up');
const state = `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

// The user's own npm settings may say otherwise, and would then break the installation.
const CI = [
	'ci',
	'--ignore-scripts',
	'--include=dev',
	'--include=optional',
	'--bin-links',
	'--package-lock',
	'--no-engine-strict',
	'--no-legacy-peer-deps',
	'--prefer-offline',
	'--fetch-retry-mintimeout=1000',
	'--fetch-retry-maxtimeout=5000',
	'--loglevel=error',
];

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});

async function main() {
	if (parseInt(process.versions.node, 10) < 20) {
		throw new Error(
			`Node.js 20 or later is needed, and this is ${process.versions.node}: install a newer one from https://nodejs.org and run the command again.`,
		);
	}
	const node = projectNode();
	if (!isSetUp(node)) await setUp(node);
	const [script, ...args] = process.argv.slice(2);
	if (script === undefined) return;
	const guard = new URL('../hosts/guard.mjs', import.meta.url).href;
	process.exitCode = await run(node.program, ['--import', guard, join(root, script), ...args], {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
	});
}

/** The package of npm that is the project's Node.js on this system, and its program. */
function projectNode() {
	const manifest = readFileSync(join(root, 'tools', 'hosts', 'node-24', 'package.json'), 'utf8');
	const system = `${isWindows ? 'win' : process.platform}-${process.arch}`;
	const packages = Object.keys(JSON.parse(manifest).optionalDependencies);
	const name = packages.find((each) => each.endsWith(`-${system}`));
	if (!name) {
		throw new Error(
			`The Node.js that the project runs on is not to be had for ${system}: use one of ${packages.join(', ')}.`,
		);
	}
	return { name, program: join(modules, name, 'bin', isWindows ? 'node.exe' : 'node') };
}

function isSetUp({ program }) {
	const isThere = [marker, program, join(modules, '.bin', 'node')].every(existsSync);
	return isThere && readFileSync(marker, 'utf8') === state;
}

async function setUp({ name, program }) {
	console.log('Installing what the project needs. This takes about a minute, once.');
	rmSync(marker, { force: true });
	await npm(CI);
	// npm 10 removes the program's link again, because packages for other systems have it too.
	await npm(['rebuild', name, '--ignore-scripts', '--bin-links', '--silent']);
	if (!existsSync(program)) {
		throw new Error(
			`npm left out ${name}, the Node.js that the project runs on: check that the registry in the npm settings has it and run the command again.`,
		);
	}
	if ((await run(program, ['-e', ''], { stdio: 'ignore' }).catch(() => 1)) !== 0) {
		throw new Error(
			`${name}, the Node.js that the project runs on, does not start on this system: use one that Node.js 24 supports (on Linux, one with glibc 2.28 or later).`,
		);
	}
	writeFileSync(marker, state);
}

async function npm(args) {
	if ((await runNpm(args, 'inherit')) === 0) return;
	const ping = ['ping', '--fetch-retries=0', '--fetch-timeout=5000'];
	throw new Error(
		(await runNpm(ping, 'ignore')) === 0
			? `"npm ${args[0]}" failed for the reason above: remove it and run the command again.`
			: 'The npm registry cannot be reached: check the network (or the registry and proxy in the npm settings) and run the command again.',
	);
}

async function runNpm(args, stdio) {
	// Not the Node.js that runs us: it may be the project's own, which the installation replaces.
	const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
	try {
		return cli?.endsWith('npm-cli.js')
			? await run(node, [cli, ...args], { stdio, cwd: root })
			: await run('npm', args, { stdio, cwd: root, shell: isWindows });
	} catch (error) {
		if (error.code !== 'ENOENT') throw error;
		throw new Error(
			'npm is missing: install it (it comes with Node.js) and run the command again.',
		);
	}
}

/** Resolves to the exit status. Signals are passed on, so that nothing stays behind. */
function run(command, args, options) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, options);
		const forward = (signal) => child.kill(signal);
		for (const signal of SIGNALS) process.on(signal, forward);
		// A signal to npm ends the shell between npm and us, and does not reach us.
		const shell = process.ppid;
		const watch = setInterval(() => process.ppid === shell || child.kill(), 500);
		child.on('error', reject);
		child.on('close', (status, signal) => {
			clearInterval(watch);
			for (const name of SIGNALS) process.off(name, forward);
			if (SIGNALS.includes(signal)) process.kill(process.pid, signal);
			resolve(status ?? 1);
		});
	});
}
