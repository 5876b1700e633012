import autocannon from 'autocannon';
import { quantile } from './statistics.mts';

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

/** Puts a load on a target; throws when a single answer is not the right one. */
export async function measureLoad(target: Target, load: Load): Promise<Measurement> {
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
	const counted = latencies.slice(uncounted);
	return {
		p50: quantile(counted, 0.5),
		p99: quantile(counted, 0.99),
		rate: counted.length / seconds,
	};
}
