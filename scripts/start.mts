// npm start [n8n] [-- --once]: does the set-up, plays two check-ins and leaves n8n running.
import { checkIn, protocol } from '../hosts/checkIn.mts';
import { lastLines, stopProcesses } from '../hosts/process.mts';
import { startQuickStart, type QuickStart } from '../hosts/quickStart.mts';

let isStopping = false;
// Ctrl-C arrives more than once: from the terminal, and from npm, which passes it on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void exit(0));

try {
	const isOnce = readArguments(process.argv.slice(2));
	const quickStart = await startQuickStart(console.log);
	const isRight = quickStart.isPublished ? await playCheckIns(quickStart) : reportUnpublished();
	if (isOnce) await exit(isRight ? 0 : 1);
	printPlaces(quickStart);
	const how = await quickStart.server.ended;
	throw new Error(`n8n has stopped. ${how}\n${lastLines(quickStart.server.log())}`);
} catch (error) {
	if (!isStopping) console.error(error instanceof Error ? error.message : error);
	await exit(1);
}

function readArguments(args: string[]): boolean {
	const unknown = args.find((arg) => !['n8n', '--once'].includes(arg));
	if (unknown === undefined) return args.includes('--once');
	throw new Error(`"${unknown}" is not known here. Use: npm start [n8n] [-- --once]`);
}

async function playCheckIns({
	webhookUrl,
	apiKey,
	rejectionMessage,
}: QuickStart): Promise<boolean> {
	console.log('\nJane Doe of Acme Co checks in and sees:');
	const approved = await checkIn(webhookUrl, apiKey, 'Acme Co');
	printVerdict(approved);
	console.log('Jane Doe checks in without a company and sees:');
	const turnedAway = await checkIn(webhookUrl, apiKey, null);
	printVerdict(turnedAway);
	return (
		[approved, turnedAway].every(({ problems }) => problems.length === 0) &&
		approved.accepted &&
		!turnedAway.accepted &&
		turnedAway.visitorSees === rejectionMessage
	);
}

function reportUnpublished(): boolean {
	console.log(
		'\nNobody can check in: the workflow is not published. Publish it in the editor, or stop and remove the folder .n8n to start afresh.',
	);
	return false;
}

function printVerdict(verdict: Awaited<ReturnType<typeof checkIn>>): void {
	const { visitorSees, visitorNotes, problems } = verdict;
	console.log(`  ${[visitorSees, visitorNotes].filter(Boolean).join(' ')}`);
	for (const problem of problems) console.log(`  Problem: ${problem}`);
}

function printPlaces({ editorUrl, webhookUrl, apiKey }: QuickStart): void {
	const body = '{"event":"signin_before","data":{"firstName":"Sam","company":"Acme Co"}}';
	console.log(`
Editor       ${editorUrl}
             (at the first visit it asks for an owner account: any email address will do)
Webhook URL  ${webhookUrl}
API key      ${apiKey}

Check in yourself:
  curl -H 'Content-Type: application/json' -H '${protocol().KEY_HEADER}: ${apiKey}' \\
    -d '${body}' ${webhookUrl}

Press Ctrl-C to stop.`);
}

async function exit(status: number): Promise<void> {
	if (isStopping) return;
	isStopping = true;
	await stopProcesses();
	process.exit(status);
}
