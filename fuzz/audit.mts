import { marksIn } from './draft.mts';
import { holdsKey } from './key.mts';
import type { Target } from './target.mts';

/** The name of the trace that is the log of the host. */
export const LOG = 'the log';

const FAULT_IN_LOG = /headers already sent|ERR_HTTP|unhandled|uncaught/i;
const MOST_SHOWN = 300;

/** Which requests may run the flow, by their numbers, and which have to. */
export interface Permissions {
	readonly may: ReadonlySet<number>;
	readonly must: ReadonlySet<number>;
}

/** Looks at the runs that there were, and for the key in all that the host shows or keeps. */
export async function audit(
	target: Target,
	permissions: Permissions,
): Promise<{ runs: number; problems: string[] }> {
	const { runs, problems } = await auditRuns(target, permissions);
	for await (const [name, text] of target.traces()) {
		if (holdsKey(text)) problems.push(`The key stands in ${name}.`);
		const fault = name === LOG && FAULT_IN_LOG.exec(text);
		if (fault) problems.push(`The log tells of a fault: ${lineAt(text, fault.index)}`);
	}
	return { runs, problems };
}

async function auditRuns(target: Target, { may, must }: Permissions) {
	const problems: string[] = [];
	const seen = new Set<number>();
	let runs = 0;
	for await (const run of target.runs()) {
		runs += 1;
		const marks = new Set(marksIn(run));
		const [mark = -1] = marks;
		if (holdsKey(run)) problems.push(`The run of request ${mark} holds the key.`);
		if (marks.size !== 1) problems.push(`A run is of ${marks.size} requests: ${cut(run)}`);
		else if (!may.has(mark)) problems.push(`Request ${mark} ran the flow, and may not.`);
		else if (seen.has(mark)) problems.push(`Request ${mark} ran the flow twice.`);
		seen.add(mark);
	}
	for (const index of must) {
		if (!seen.has(index)) problems.push(`Request ${index} did not run the flow.`);
	}
	return { runs, problems };
}

function lineAt(text: string, index: number): string {
	return cut(text.slice(text.lastIndexOf('\n', index) + 1));
}

function cut(text: string): string {
	return JSON.stringify(text.slice(0, MOST_SHOWN));
}
