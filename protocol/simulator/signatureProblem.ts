import { refuse, type RefusalReason } from '../call/refusal';
import { SIGNATURE_SECONDS } from '../call/signature';
import { isJsonObject, ownValue, parseJson } from '../json';

const SIGNATURE_ADVICE: ReadonlyArray<readonly [RefusalReason, string]> = [
	[
		'wrongKey',
		'Update n8n-nodes-sine where the flow runs: its version does not know this simulator.',
	],
	[
		'signatureIncomplete',
		'Update n8n-nodes-sine here: the flow does not understand this simulator.',
	],
	[
		'wrongSignature',
		'Choose the same API key here as in the trigger of the flow. If they are the same, a proxy has changed the body.',
	],
	['signatureTime', 'Set the clocks of both machines: the signature is too old, or too new.'],
	['signedTooLarge', 'Make the body smaller: the flow takes 64 KB at most from a simulator.'],
	[
		'signatureUsed',
		'Try again. If it stays so, look at the proxy between here and the flow: it sends calls twice.',
	],
];

/** What to do about a 401 to a signed call. `now` is in milliseconds since 1970-01-01 UTC. */
export function signatureProblem(
	{ body, date }: { readonly body: string; readonly date?: string | undefined },
	now: number,
): string {
	const [, advice = 'Compare the API key here with the one of the flow.'] = adviceFor(body) ?? [];
	return `The flow refused the signature of this simulator. ${advice}${clockProblem(date, now)} The status is 401.`;
}

/** Whether a 401 of our trigger says that it has taken this signature before. */
export function isSignatureUsed(body: string): boolean {
	return adviceFor(body)?.[0] === 'signatureUsed';
}

function adviceFor(body: string): (typeof SIGNATURE_ADVICE)[number] | undefined {
	const message = messageIn(body);
	return SIGNATURE_ADVICE.find(([reason]) => messageIn(refuse(reason).response.body) === message);
}

function messageIn(body: string): unknown {
	const refusal = parseJson(body);
	return isJsonObject(refusal) ? ownValue(refusal, 'message') : undefined;
}

/** Seconds that the network may add to the distance of two clocks. */
const CLOCK_MARGIN = 10;

function clockProblem(date: string | undefined, now: number): string {
	const seconds = Math.round((Date.parse(date ?? '') - now) / 1000);
	if (!(Math.abs(seconds) > CLOCK_MARGIN)) return '';
	const isTooFar = Math.abs(seconds) > SIGNATURE_SECONDS - CLOCK_MARGIN;
	const remedy = isTooFar ? ', which is too much for a signature: set both' : '';
	const distance = `${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} this one`;
	return ` The clock there is ${distance}${remedy}.`;
}
