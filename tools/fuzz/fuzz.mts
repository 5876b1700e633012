import { audit } from './audit.mts';
import type { Draft } from './draft.mts';
import { exchange } from './exchange.mts';
import { judgeExchange, MARGIN_MS } from './judge.mts';
import { fuzzRequests, type FuzzRequest } from './requests.mts';
import type { Target } from './target.mts';
import { shown, sizeOf, wireOf } from './wire.mts';

/** A promise that was not kept. */
export interface Violation {
	readonly target: string;
	/** With the index of the request, it says which one to try again. */
	readonly seed: number;
	readonly problems: readonly string[];
	/** The one request that it was; undefined when it is about a whole run. */
	readonly request?: {
		readonly index: number;
		readonly kinds: readonly string[];
		/** Bytes, escaped and cut. */
		readonly sent: string;
		readonly received: string;
	};
}

/** What came of a whole run of the fuzzer. */
export interface Findings {
	readonly target: string;
	readonly seed: number;
	readonly requests: number;
	/** How often which answer came. */
	readonly answers: ReadonlyMap<string, number>;
	/** How often which mutation was sent. */
	readonly kinds: ReadonlyMap<string, number>;
	/** Runs of the flow. */
	readonly runs: number;
	readonly violations: readonly Violation[];
}

/** Longer than any answer of ours may take, in case that the server waits for us. */
const PATIENCE_MS = MARGIN_MS + 1000;

/** Sends the requests of a seed to a host; judges the answers, the runs and what is left behind. */
export async function fuzz(target: Target, seed: number, count: number): Promise<Findings> {
	const answers = new Map<string, number>();
	const kinds = new Map<string, number>();
	const violations: Violation[] = [];
	const may = new Set<number>();
	const must = new Set<number>();
	const requests = fuzzRequests(seed, count);
	let sent = 0;

	const sendOn = async (): Promise<void> => {
		for (let next = requests.next(); !next.done; next = requests.next()) {
			if (!target.server.isRunning()) return;
			const request = next.value;
			const draft = request.draft(target.path);
			const levels = new Set(Object.values(draft.levels));
			if (!levels.has('broken')) may.add(request.index);
			if (levels.size === 1 && levels.has('fine')) must.add(request.index);
			sent += 1;
			for (const kind of request.kinds) add(kinds, kind);
			const { answer, violation } = await play(target, seed, request, draft);
			add(answers, answer);
			if (violation) violations.push(violation);
		}
	};
	// They share one generator: each takes the next request when it is ready for one.
	await Promise.all(Array.from({ length: target.atOnce }, sendOn));

	const { runs, problems } = target.server.isRunning()
		? await audit(target, { may, must })
		: { runs: 0, problems: ['The server has ended.'] };
	if (problems.length > 0) violations.push({ target: target.name, seed, problems });
	return { target: target.name, seed, requests: sent, answers, kinds, runs, violations };
}

async function play(target: Target, seed: number, { index, kinds }: FuzzRequest, draft: Draft) {
	const wire = wireOf(draft);
	const exchanged = await exchange(target.port, wire, target.answerWithin + PATIENCE_MS);
	const { answer, problems } = judgeExchange(target, draft, sizeOf(wire), exchanged);
	if (problems.length === 0) return { answer };
	const request = { index, kinds, sent: shown(wire.pieces), received: shown([exchanged.bytes]) };
	return { answer, violation: { target: target.name, seed, problems, request } };
}

function add(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}
