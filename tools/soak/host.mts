import type { Target } from '../fuzz/target.mts';
import type { HostProcess } from '../hosts/process.mts';
import type { Behaviour } from './behaviours.mts';

/** A running host under soak. */
export interface SoakedHost {
	readonly name: string;
	readonly server: HostProcess;
	/** Where the flow of each behaviour listens. */
	readonly urls: ReadonlyMap<Behaviour, string>;
	/** Events a second that it is given. */
	readonly rate: number;
	/** Its part of all requests of the fuzzer. */
	readonly fuzzShare: number;
	/** Its part of all redeploys. */
	readonly deployShare: number;
	/** A flow to fuzz, a new one each time. */
	target(): Promise<Target>;
	redeploy(count: number): Promise<void>;
	/** Lets go of what it can, so that its memory tells what it keeps; counts what may not grow. */
	tidy(): Promise<Readonly<Record<string, number>>>;
	close(): Promise<void>;
}
