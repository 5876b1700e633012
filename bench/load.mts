import autocannon from 'autocannon';

/** A webhook, what each call sends to it, and the one answer that is right. */
export interface Target {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly answer: string;
}

export interface Load {
	/** Calls that are under way at the same time. */
	readonly connections: number;
	readonly amount: number;
	/** How many of them only open the connections and are not counted, by default none. */
	readonly uncounted?: number;
}

/** Times in milliseconds; `rate` in calls a second. */
export type Measurement = Readonly<Record<'p50' | 'p99' | 'rate', number>>;

/** Targets by name, each with its measurements under one load, round by round. */
export interface Series<Of extends Load = Load> {
	readonly load: Of;
	readonly rounds: ReadonlyMap<string, Measurement[]>;
}

/** Measures all targets under all loads, in turn and in another order each round. */
export async function measureInTurn<Of extends Load>(
	targets: Readonly<Record<string, Target>>,
	loads: readonly Of[],
	rounds: number,
): Promise<Array<Series<Of>>> {
	const names = Object.keys(targets);
	const series = loads.map((load) => ({
		load,
		rounds: new Map(names.map((name): [string, Measurement[]] => [name, []])),
	}));
	// The first round warms up and does not count.
	for (let round = -1; round < rounds; round++) {
		for (const { load, rounds: results } of series) {
			for (const [name, target] of rotate(Object.entries(targets), round)) {
				const measurement = await measure(target, load);
				if (round >= 0) results.get(name)?.push(measurement);
			}
		}
	}
	return series;
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
	const first = (by + items.length) % items.length;
	return [...items.slice(first), ...items.slice(0, first)];
}

/** Puts a load on a target; throws when a single answer is not the right one. */
async function measure(target: Target, load: Load): Promise<Measurement> {
	const { url, headers, body, answer } = target;
	const { connections, amount, uncounted = 0 } = load;
	const latencies: number[] = [];
	const answeredAt: number[] = [];
	let wrong = '';
	const result = await new Promise<autocannon.Result>((resolve, reject) => {
		const run = autocannon(
			{
				url,
				method: 'POST',
				headers,
				body,
				connections,
				amount,
				expectBody: answer,
				sampleInt: 20,
			},
			(error: Error | null, done: autocannon.Result) => (error ? reject(error) : resolve(done)),
		);
		// Its own figures are whole milliseconds, and end at the next sample.
		run.on('response', (_client, _status, _bytes, milliseconds) => {
			latencies.push(milliseconds);
			answeredAt.push(performance.now());
		});
		(run as NodeJS.EventEmitter).on('reqMismatch', (text: string) => (wrong = text));
	});
	if (result['2xx'] !== amount || result.mismatches || result.errors) {
		const { errors, mismatches, non2xx } = result;
		throw new Error(
			`${url}: ${errors} errors, ${non2xx} not 200, ${mismatches} wrong answers. ${wrong}`,
		);
	}
	const begin = uncounted
		? (answeredAt[uncounted - 1] ?? NaN)
		: (answeredAt[0] ?? NaN) - (latencies[0] ?? NaN);
	const seconds = ((answeredAt.at(-1) ?? NaN) - begin) / 1000;
	const counted = latencies.slice(uncounted).toSorted((a, b) => a - b);
	return {
		p50: quantile(counted, 0.5),
		p99: quantile(counted, 0.99),
		rate: counted.length / seconds,
	};
}

function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
