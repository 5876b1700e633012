import { until } from '../hosts/until.mts';
import { marksIn } from './draft.mts';
import { holdsKey } from './key.mts';
import type { Target } from './target.mts';

/** The name of the trace that is the log of the host. */
export const LOG = 'the log';

const FAULT_IN_LOG = /headers (?:already sent|after they are sent)|ERR_HTTP|unhandled|uncaught/i;
const MOST_SHOWN = 300;

/** Which requests may run the flow, by their numbers, and which have to. */
export interface Permissions {
	readonly may: ReadonlySet<number>;
	readonly must: ReadonlySet<number>;
}

/** A host may answer a notification before the flow gets it: so long is waited for its run. */
const RUNS_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 500;

/** What of a target is looked at. */
type Audited = Pick<Target, 'runs' | 'traces'>;

/** What a look at the runs found. */
interface Runs {
	readonly count: number;
	readonly problems: readonly string[];
	/** The requests that have to run the flow, and have not. */
	readonly missing: readonly number[];
}

/** Looks at the runs that there were, and for the key in all that the host shows or keeps. */
export async function audit(
	target: Audited,
	permissions: Permissions,
	runsWithinMs = RUNS_WITHIN_MS,
): Promise<{ runs: number; problems: string[] }> {
	let runs = await lookAtRuns(target, permissions);
	const isComplete = async () => {
		if (runs.missing.length > 0) runs = await lookAtRuns(target, permissions);
		return runs.missing.length === 0;
	};
	await until(isComplete, runsWithinMs, LOOK_EVERY_MS);
	const problems = [
		...runs.problems,
		...runs.missing.map((index) => `Request ${index} did not run the flow.`),
	];
	for await (const [name, text] of target.traces()) {
		if (holdsKey(text)) problems.push(`The key stands in ${name}.`);
		const fault = name === LOG && FAULT_IN_LOG.exec(text);
		if (fault) problems.push(`The log tells of a fault: ${lineAt(text, fault.index)}`);
	}
	return { runs: runs.count, problems };
}

async function lookAtRuns(target: Audited, { may, must }: Permissions): Promise<Runs> {
	const problems: string[] = [];
	const seen = new Set<number>();
	let count = 0;
	for await (const run of target.runs()) {
		count += 1;
		const marks = new Set(marksIn(run));
		const [mark = -1] = marks;
		if (holdsKey(run)) problems.push(`The run of request ${mark} holds the key.`);
		if (marks.size !== 1) problems.push(`A run is of ${marks.size} requests: ${cut(run)}`);
		else if (!may.has(mark)) problems.push(`Request ${mark} ran the flow, and may not.`);
		else if (seen.has(mark)) problems.push(`Request ${mark} ran the flow twice.`);
		seen.add(mark);
	}
	return { count, problems, missing: [...must].filter((index) => !seen.has(index)) };
}

function lineAt(text: string, index: number): string {
	return cut(text.slice(text.lastIndexOf('\n', index) + 1));
}

function cut(text: string): string {
	return JSON.stringify(text.slice(0, MOST_SHOWN));
}
