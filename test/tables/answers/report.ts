import type { ICredentialDataDecryptedObject, INode, INodeExecutionData } from 'n8n-workflow';

type FlowNode = Pick<INode, 'id' | 'name' | 'type' | 'typeVersion'> & {
	readonly parameters: object;
};

/** A workflow as n8n saves it. */
export interface Flow {
	readonly nodes: readonly FlowNode[];
	readonly connections: object;
	/** Of the workflow; n8n's own where they are left out. */
	readonly settings?: object;
}

/** What the credential holds; `null` when n8n cannot decrypt it, `hanging` when it never gets it. */
export type Keys = ICredentialDataDecryptedObject | null | 'hanging';

/** Where calls to workflows are answered: a real server of n8n, or the copy of one in test/n8n-engine. */
export interface AnswerHost {
	/** Whether a failed run ends its call with an error; n8n before 2.38 ends it empty. */
	readonly tellsFailures: boolean;
	/** Whether a credential can be made to never come. */
	readonly keysCanHang: boolean;
	/** How long a slow flow waits. */
	readonly slowSeconds: number;
	/** Calls the webhook of a flow, and waits until the answer has come and the flow has ended. */
	call(call: FlowCall): Promise<CallReport>;
}

/** A call to a workflow's webhook. */
export interface FlowCall {
	readonly flow: Flow;
	/** Over the headers that Sine sends; `undefined` leaves one out, a list repeats it. */
	readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
	/** Sent as JSON. */
	readonly body: unknown;
	/** The right key where it is left out. */
	readonly keys?: Keys;
	/** `manual` for a call to the test URL. */
	readonly mode?: 'webhook' | 'manual';
	/** n8n does not start the workflow. */
	readonly isRefused?: boolean;
	/**
	 * Whether a workflow runs, whose end is waited for: yes where it is left out; `unwatched` where the
	 * test does not look at it.
	 */
	readonly runs?: boolean | 'unwatched';
}

/** A run without a call: from the editor (`manual`), another workflow (`integrated`), or `retry`. */
export interface FlowStart {
	readonly flow: Flow;
	/** The name of the first node. */
	readonly from: string;
	readonly mode: 'manual' | 'integrated' | 'retry';
	readonly items: readonly INodeExecutionData[];
	/** What the credential of the nodes holds; none where it is left out. */
	readonly keys?: Keys;
}

export interface NodeReport {
	/** The items on each output. */
	readonly outputs: ReadonlyArray<readonly ItemReport[]>;
	readonly hints: readonly string[];
	readonly error: ErrorReport | null;
}

export interface ItemReport {
	readonly json: Readonly<Record<string, unknown>>;
}

export interface ErrorReport {
	readonly message: string;
	readonly description: string | null;
}

export interface RunReport {
	readonly status: string;
	readonly error: ErrorReport | null;
	/** What each node did, by its name; nodes that did not run are missing. */
	readonly nodes: Readonly<Record<string, NodeReport>>;
}

export interface LogLine {
	readonly level: 'error' | 'warn' | 'info';
	readonly message: string;
}

export interface CallReport {
	readonly status: number;
	readonly contentType: string | undefined;
	/** The header `x-sine-decided-by`; `null` for none. */
	readonly decidedBy: string | null;
	readonly body: string;
	/** From the first byte sent to the last byte received. */
	readonly milliseconds: number;
	/** `null` when no workflow ran, so that n8n stores no execution. */
	readonly run: RunReport | null;
	/** What the nodes and n8n wrote into n8n's log. */
	readonly log: readonly LogLine[];
}

/** What the test tells the engine's process. */
export type Order = { readonly call: FlowCall } | { readonly start: FlowStart };

/** What the engine's process tells the test. */
export type Message =
	| { readonly ready: true }
	| { readonly report: CallReport | RunReport; readonly faults: readonly string[] }
	| { readonly failure: string };
