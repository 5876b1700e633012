import type { RequestCase } from './requests';

/** Where requests are answered; n8n before 2.38 ends the call of a failed flow as that of a silent one. */
export type RequestHost = 'n8n' | 'n8nBefore2.38' | 'nodeRed';

type Expected = string | null | Readonly<Record<RequestHost, string>>;

const FAILED = {
	n8n: 'no-answer; why=failed',
	'n8nBefore2.38': 'no-answer; why=ended',
	nodeRed: 'no-answer; why=failed',
};
/** Node-RED does not tell when a flow has ended. */
const SILENT = {
	n8n: 'no-answer; why=ended',
	'n8nBefore2.38': 'no-answer; why=ended',
	nodeRed: 'no-answer; why=deadline',
};

/** What each request of the table does, by its name; the others are decided by their flow. */
const BY_NAME: ReadonlyArray<readonly [RegExp, Expected]> = [
	[/^(?:a wrong|a missing|an empty) key/, null],
	[/^a sender that is not one of Sine's/, null],
	[/^a content type that is not JSON/, null],
	[/^a body that is not an object/, null],
	[/ to a flow for which no event is chosen$/, 'no-answer; why=refused'],
	[/^a notification/, 'accepted'],
	[/ that nobody chose and that may be a request/, 'no-answer; why=unknown-event'],
	[/ nobody chose$/, 'not-asked; why=event'],
	[/^a visitor type that the flow does not look after$/, 'not-asked; why=visitor-type'],
	[/^a site that the flow does not look after$/, 'not-asked; why=site'],
	[/^a flow that fails after its answer$/, 'flow'],
	[/^a flow that fails/, FAILED],
	[/^a flow (?:without a|whose) Respond to Sine/, 'no-answer; why=unanswerable'],
	[/^a flow that ends before/, SILENT],
	[/^an answer after the deadline$/, 'no-answer; why=deadline'],
	[/^a decision that is none of the words/, 'flow; why=decision'],
];

/** The response header `x-sine-decided-by` to a request of the table; `null` for none. */
export function decidedByOf({ name }: RequestCase, host: RequestHost): string | null {
	const [, expected] = BY_NAME.find(([named]) => named.test(name)) ?? ['', 'flow'];
	return typeof expected === 'object' && expected !== null ? expected[host] : expected;
}
