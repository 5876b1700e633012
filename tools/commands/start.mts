// npm start [node-red|n8n] [-- --once]: does the set-up, plays a check-in and leaves the host running.
import { startN8nQuickStart } from '../hosts/n8nQuickStart.mts';
import { startNodeRedQuickStart } from '../hosts/nodeRedQuickStart.mts';
import { lastLines, stopProcesses } from '../hosts/process.mts';
import type { QuickStart } from '../hosts/quickStart.mts';
import { simulate } from '../hosts/simulator.mts';
import type { Verdict } from '../../protocol/index.ts';

const HOSTS = new Map([
	['node-red', startNodeRedQuickStart],
	['n8n', startN8nQuickStart],
]);

let isStopping = false;
// Ctrl-C arrives more than once: from the terminal, and from npm, which passes it on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void exit(0));

try {
	const { start, isOnce } = readArguments(process.argv.slice(2));
	const quickStart = await start(console.log);
	const isRight = quickStart.isLive ? await playCheckIn(quickStart) : reportNotLive(quickStart);
	if (isOnce) await exit(isRight ? 0 : 1);
	printPlaces(quickStart);
	const { host, server } = quickStart;
	throw new Error(`${host} has stopped. ${await server.ended}\n${lastLines(server.log())}`);
} catch (error) {
	if (!isStopping) console.error(error instanceof Error ? error.message : error);
	await exit(1);
}

function readArguments(args: string[]) {
	const [name = 'node-red', extra] = args.filter((arg) => arg !== '--once');
	const start = HOSTS.get(name);
	if (start && extra === undefined) return { start, isOnce: args.includes('--once') };
	throw new Error(
		`"${extra ?? name}" is not known here. Use: npm start [${[...HOSTS.keys()].join('|')}] [-- --once]`,
	);
}

async function playCheckIn({ webhookUrl, apiKey }: QuickStart): Promise<boolean> {
	console.log('\nJane Doe checks in and sees:');
	const verdict = await simulate({ webhookUrl }, apiKey);
	printVerdict(verdict);
	return verdict.accepted && verdict.problems.length === 0;
}

function reportNotLive({ remedy }: QuickStart): boolean {
	console.log(`\nNobody can check in: ${remedy}`);
	return false;
}

function printVerdict({ visitorSees, visitorNotes, problems }: Verdict): void {
	console.log(`  ${[visitorSees, visitorNotes].filter(Boolean).join(' ')}`);
	for (const problem of problems) console.log(`  Problem: ${problem}`);
}

function printPlaces({ editorUrl, editorNote, webhookUrl, apiKey }: QuickStart): void {
	console.log(`
Editor       ${editorUrl}${editorNote ? `\n             (${editorNote})` : ''}
Webhook URL  ${webhookUrl}
API key      ${apiKey}

Check in yourself, from another terminal:
  npm run -s simulate -- --url ${webhookUrl} --key ${apiKey} --first-name Sam

Press Ctrl-C to stop.`);
}

async function exit(status: number): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	await stopProcesses();
	process.exit(status);
}
