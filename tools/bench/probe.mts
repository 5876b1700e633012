import { freePort } from '../hosts/ports.mts';
import type { Environment } from '../hosts/process.mts';

/** What each probe tells. */
interface Told {
	memory: { readonly heapUsed: number; readonly rss: number };
	/** In milliseconds, of the calls since the last look. */
	durations: readonly number[];
}

/** Looks into a host from inside, without a node in its flows. */
export interface Probe<Name extends keyof Told> {
	/** What the host has to be started with. */
	readonly env: Environment;
	look(): Promise<Told[Name]>;
}

export async function probe<Name extends keyof Told>(name: Name): Promise<Probe<Name>> {
	const port = await freePort();
	const script = new URL(`probes/${name}.mts`, import.meta.url).href;
	return {
		env: {
			NODE_OPTIONS: `--expose-gc --import ${script}`,
			SINE_BENCH_PROBE_PORT: String(port),
		},
		async look() {
			const response = await fetch(`http://127.0.0.1:${port}`);
			return (await response.json()) as Told[Name];
		},
	};
}
