import type { HostProcess } from '../hosts/process.mts';

/** Who reads bodies before our nodes decide; each has answers of its own for bad ones. */
export type Reader = 'n8n' | 'Node-RED' | 'our node';

/** A host with a flow that takes every event and answers at once. */
export interface Target {
	readonly name: string;
	readonly reader: Reader;
	readonly server: HostProcess;
	readonly port: number;
	readonly path: string;
	/** Milliseconds, as set at its trigger. */
	readonly answerWithin: number;
	/** How many requests it is given at the same time. */
	readonly atOnce: number;
	/** Every run since the last look, each as all that the flow was given, once none is under way. */
	runs(): AsyncIterable<string>;
	/** Everything else that the host shows or keeps: logs, files, exports. By name. */
	traces(): AsyncIterable<readonly [name: string, text: string]>;
}
