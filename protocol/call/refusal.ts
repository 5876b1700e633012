import { jsonResponse, type HttpResponse } from '../reply/reply';

export interface LogLine {
	readonly level: 'info' | 'warn';
	readonly message: string;
}

export interface Refusal {
	readonly kind: 'refuse';
	readonly reason: RefusalReason;
	readonly response: HttpResponse;
	readonly log: LogLine;
}

/** The last four are for hosts that read the body themselves. */
export type RefusalReason =
	| 'noCredential'
	| 'wrongKey'
	| 'signatureIncomplete'
	| 'signatureTime'
	| 'signedTooLarge'
	| 'wrongSignature'
	| 'signatureUsed'
	| 'wrongAddress'
	| 'notJson'
	| 'notAnObject'
	| 'tooLarge'
	| 'malformed'
	| 'encoding'
	| 'tooSlow';

/** Bytes. Sine's bodies are a few thousand. */
export const BODY_LIMIT = 1_048_576;

const REFUSALS: Readonly<Record<RefusalReason, { status: number; message: string; log: string }>> =
	{
		noCredential: {
			status: 503,
			message: 'This webhook cannot check the API key right now.',
			log: 'Refused a call because the API key of this node could not be read. Open the node and choose its key again.',
		},
		wrongKey: {
			status: 401,
			message: 'The API key is missing or wrong.',
			log: 'Refused a call whose API key is missing or wrong. If it came from Sine, compare the API Key in Sine with the key of this node.',
		},
		signatureIncomplete: {
			status: 401,
			message: 'The signature of the simulator is not complete.',
			log: 'Refused a simulated call whose signature is not complete. Update n8n-nodes-sine where the simulator runs.',
		},
		signatureTime: {
			status: 401,
			message: 'The time of the signature is more than five minutes away.',
			log: 'Refused a simulated call that was signed more than five minutes ago, or in the future. Set the clocks of both machines.',
		},
		signedTooLarge: {
			status: 401,
			message: 'A signed body can have 64 KB at most.',
			log: 'Refused a simulated call whose body is larger than 64 KB.',
		},
		wrongSignature: {
			status: 401,
			message: 'The signature was made with another key, or for another body.',
			log: 'Refused a simulated call whose signature does not fit. Choose the same API key in the simulator and in this node.',
		},
		signatureUsed: {
			status: 401,
			message: 'The signature was used before.',
			log: 'Refused a simulated call that was sent a second time. Run the simulator again: each run signs anew.',
		},
		wrongAddress: {
			status: 403,
			message: 'Calls from this address are not accepted.',
			log: 'Refused a call from an address that is not on the list. Behind a proxy, check',
		},
		notJson: {
			status: 415,
			message: 'The content type must be application/json.',
			log: 'Refused a call whose content type is not application/json.',
		},
		notAnObject: {
			status: 400,
			message: 'The body must be a JSON object.',
			log: 'Refused a call whose body is not a JSON object.',
		},
		tooLarge: {
			status: 413,
			message: 'The body is too large.',
			log: 'Refused a call whose body is larger than 1 MB.',
		},
		malformed: {
			status: 400,
			message: 'The body must be valid JSON.',
			log: 'Refused a call whose body is not valid JSON.',
		},
		encoding: {
			status: 415,
			message: 'The content encoding must be gzip or deflate, or none.',
			log: 'Refused a call whose body is compressed in a way that is not known here.',
		},
		tooSlow: {
			status: 408,
			message: 'The body did not arrive in time.',
			log: 'Refused a call whose body did not arrive in time.',
		},
	};

/** The detail goes into the log alone, not into the response. */
export function refuse(reason: RefusalReason, detail?: string): Refusal {
	const { status, message, log } = REFUSALS[reason];
	const line = detail === undefined ? log : `${log} ${detail}`;
	return {
		kind: 'refuse',
		reason,
		response: jsonResponse(status, { message }),
		log: { level: 'warn', message: line },
	};
}
