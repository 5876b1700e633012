import { setTimeout as wait } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { protocol, simulate } from '../../hosts/simulator.mts';
import type { SimulatorResult } from '../../../protocol/index.ts';
import { readOrder, USAGE, type BatchOrder, type SimulatorOrder } from './arguments.mts';
import { playBatch } from './batch.mts';
import { linesOf, summary } from './summary.mts';

const SAME_PRESS_MS = 500;

// Whoever reads the output may stop reading.
process.stdout.on('error', () => process.exit());

try {
	const order = readOrder(process.argv.slice(2));
	if (order === undefined) console.log(USAGE);
	else if (order.batch) await playMany(order, order.batch);
	else await playOne(order);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function playOne({ settings, apiKey, asJson }: SimulatorOrder): Promise<void> {
	const result = await simulate(settings, apiKey);
	console.log(asJson ? JSON.stringify(result, null, '\t') : describe(result).join('\n'));
	if (result.problems.length > 0) process.exitCode = 1;
}

function describe(result: SimulatorResult): string[] {
	const { request, accepted, status, milliseconds, problems } = result;
	const { event } = request.body;
	const { label } = protocol().recogniseEvent(typeof event === 'string' ? event : null).type;
	const facts = [
		['The visitor sees', result.visitorSees],
		['Who decided', result.why],
		['Visitor notes', result.visitorNotes],
		['Admin notes', result.adminNotes],
	];
	return [
		`${label}: ${accepted ? 'accepted' : 'not accepted'}, ${status ? `status ${status}` : 'no response'} after ${milliseconds} ms`,
		...facts.filter(([, text]) => text).map(([name, text]) => `${name}: ${text}`),
		...problems.map((problem) => `Problem: ${problem}`),
	];
}

async function playMany(order: SimulatorOrder, batch: BatchOrder): Promise<void> {
	const report = summary();
	const format = '{bar} {value} of {total} | {accepted} accepted | {others} not | {eta} s to go';
	const bar = new SingleBar(
		{ format, clearOnComplete: true, gracefulExit: false },
		Presets.shades_classic,
	);
	if (!order.asJson) console.log(`Made up with --seed ${batch.seed}`);
	const signal = stopOnCtrlC(bar);
	bar.start(batch.count, 0, { accepted: 0, others: 0 });
	const begin = performance.now();
	try {
		await playBatch(
			order,
			batch,
			(result) => {
				report.add(result);
				const { accepted, ...others } = report.fates;
				const othersTotal = Object.values(others).reduce((sum, count) => sum + count);
				bar.increment(1, { accepted, others: othersTotal });
			},
			signal,
		);
	} finally {
		bar.stop();
	}
	const seconds = (performance.now() - begin) / 1000;
	// The rest of the same press may still come, and must not end us before the summary is out.
	if (signal.aborted) await wait(SAME_PRESS_MS);
	const figures = report.figures();
	console.log(
		order.asJson
			? JSON.stringify({ seed: batch.seed, seconds, ...figures }, null, '\t')
			: linesOf(figures, seconds).join('\n'),
	);
	if (Object.keys(figures.breaches).length > 0) process.exitCode = 1;
}

/** Ctrl-C ends the sending, and what is under way is still counted; a later one ends everything. */
function stopOnCtrlC(bar: SingleBar): AbortSignal {
	const stop = new AbortController();
	let first = Infinity;
	process.on('SIGINT', () => {
		// It arrives more than once: from the terminal, and from npm, which passes it on.
		if (performance.now() - first > SAME_PRESS_MS) {
			bar.stop();
			process.exit(130);
		}
		if (!stop.signal.aborted) console.error('\nWaiting for the answers that are under way.');
		first = Math.min(first, performance.now());
		stop.abort();
	});
	return stop.signal;
}
