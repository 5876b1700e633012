import { setTimeout as wait } from 'node:timers/promises';
import { fuzz, type Findings } from '../fuzz/fuzz.mts';
import type { SoakedHost } from './host.mts';
import { noFigures, putLoad, type LoadFigures } from './load.mts';
import { memoryOf } from './memory.mts';

/** What is asked of all hosts together. */
export interface SoakOrder {
	readonly minutes: number;
	readonly seed: number;
	/** Requests of the fuzzer. */
	readonly fuzzed: number;
	readonly redeploys: number;
}

/** What came of the soak of one host. */
export interface HostReport {
	readonly name: string;
	readonly load: LoadFigures;
	readonly fuzz: readonly Findings[];
	readonly redeploys: number;
	/** Megabytes, at each moment without anything to do. */
	readonly memory: readonly number[];
	readonly problems: readonly string[];
}

const ROUNDS = 5;
/** Each round has seeds of its own, one for 500 requests. */
const SEEDS_PER_ROUND = 1000;
/** Caches fill up in the first round. After it, so many times as much memory is a leak. */
const MOST_GROWTH = 1.5;
const MEGABYTES_OF_NOISE = 100;

/** In each round: load and redeploys, then load and fuzz, then a pause in which nothing is left over. */
export async function soakHost(
	host: SoakedHost,
	{ minutes, seed, fuzzed, redeploys }: SoakOrder,
): Promise<HostReport> {
	const load = noFigures();
	const findings: Findings[] = [];
	const memory: number[] = [];
	const kept: Array<Readonly<Record<string, number>>> = [];
	const deploysPerRound = Math.round((redeploys * host.deployShare) / ROUNDS);
	const fuzzedPerRound = Math.round((fuzzed * host.fuzzShare) / ROUNDS);

	for (let round = 0; round < ROUNDS; round++) {
		const end = performance.now() + (minutes * 60_000) / ROUNDS;
		const firstSeed = seed + round * SEEDS_PER_ROUND;
		const stop = new AbortController();
		let isDeploying = true;
		const order = { ...host, seed: firstSeed, mayRefuse: () => isDeploying };
		const loaded = putLoad(order, load, stop.signal);
		try {
			await host.redeploy(deploysPerRound);
			const target = await host.target();
			isDeploying = false;
			findings.push(await fuzz(target, firstSeed, fuzzedPerRound));
			await wait(Math.max(0, end - performance.now()));
		} finally {
			stop.abort();
			await loaded;
		}
		kept.push(await host.tidy());
		memory.push(await memoryOf(host.server.pid));
		console.log(`${host.name}: round ${round + 1} of ${ROUNDS} is over.`);
	}
	return {
		name: host.name,
		load,
		fuzz: findings,
		redeploys: deploysPerRound * ROUNDS,
		memory,
		problems: [...growth(memory), ...leftOver(kept)],
	};
}

function growth(memory: readonly number[]): string[] {
	const [start = 0] = memory;
	const end = memory.at(-1) ?? 0;
	return end > start * MOST_GROWTH + MEGABYTES_OF_NOISE
		? [`The memory grew from ${start.toFixed()} to ${end.toFixed()} MB.`]
		: [];
}

function leftOver(kept: ReadonlyArray<Readonly<Record<string, number>>>): string[] {
	const [first = {}] = kept;
	const last = kept.at(-1) ?? {};
	return Object.entries(first)
		.filter(([name, count]) => (last[name] ?? 0) > count)
		.map(
			([name, count]) => `Deploys left something behind: ${count} ${name} became ${last[name]}.`,
		);
}
