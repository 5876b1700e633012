/**
 * Stands in for npm when a code block is run. What plays Sine to a flow is run; of all else it is
 * checked that there is such a script, and that `.ci/run` runs it.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SHORT_FORMS = ['start', 'test'];

try {
	await run(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function run(args: readonly string[]): Promise<void> {
	const end = args.includes('--') ? args.indexOf('--') : args.length;
	const words = args.slice(0, end).filter((word) => !['-s', '--silent'].includes(word));
	const options = args.slice(end + 1);
	if (!SHORT_FORMS.includes(words[0] ?? '') && words.shift() !== 'run') {
		throw new Error(`No test runs "npm ${args.join(' ')}".`);
	}
	const [script = ''] = words;
	if (!(script in scripts())) throw new Error(`package.json has no script "${script}".`);
	if (script === 'simulate' && options.includes('--url')) return await simulate(options);
	if (!stepsOfCi().includes(words.join(' '))) {
		throw new Error(`.ci/run does not run "npm run ${words.join(' ')}".`);
	}
}

async function simulate(options: readonly string[]): Promise<void> {
	process.argv.splice(2, Infinity, ...options);
	await import('../../../tools/commands/simulator/commandLine.mts');
}

/** The scripts that `.ci/run` runs, with their arguments but without options. */
function stepsOfCi(): string[] {
	const steps = read('.ci/run').matchAll(
		/^(?:step npm(?: run)?|tests) (?<step>[^$]+?)(?: -- .*)?$/gm,
	);
	return [...steps].map(({ groups }) => groups?.step ?? '');
}

function scripts(): object {
	return (JSON.parse(read('package.json')) as { scripts: object }).scripts;
}

function read(file: string): string {
	return readFileSync(fileURLToPath(new URL(`../../../${file}`, import.meta.url)), 'utf8');
}
