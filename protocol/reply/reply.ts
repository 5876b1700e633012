import { z } from 'zod';
import type { Decision } from './decisions';
import { kindOf } from '../events/kind';
import { readableText } from '../events/readableText';

/** What Sine understands as an answer; nothing else is ever in a body we send. */
export type Reply =
	| { code: 'SUCCESS'; adminNotes?: string | undefined; visitorNotes?: string | undefined }
	| { code: 'REJECTED'; rejectionMessage: string };

/** The message of a rejection for which the flow gave none. */
export const DEFAULT_REJECTION_MESSAGE = 'Please see the front desk.';

/** An HTTP answer, complete: a host writes it as it is. */
export interface HttpResponse {
	readonly status: number;
	readonly contentType: string;
	readonly body: string;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';

export function jsonResponse(status: number, body: object): HttpResponse {
	return { status, contentType: CONTENT_TYPE, body: JSON.stringify(body) };
}

/** The answer that carries a reply: always status 200, as Sine asks. */
export function responseWith(reply: Reply): HttpResponse {
	return jsonResponse(200, reply);
}

/** What a flow decided, in whatever shape its expressions gave. */
export interface DecisionFields {
	decision: unknown;
	adminNotes?: unknown;
	visitorNotes?: unknown;
	rejectionMessage?: unknown;
}

export interface DecidedReply {
	readonly reply: Reply;
	/** What is wrong with the decision, for whoever builds the flow. */
	readonly fault?: string;
}

/** What flows may say, in lower case. */
const WORDS: ReadonlyMap<unknown, Decision> = new Map<unknown, Decision>([
	['success', 'SUCCESS'],
	['approve', 'SUCCESS'],
	['approved', 'SUCCESS'],
	['true', 'SUCCESS'],
	[true, 'SUCCESS'],
	['rejected', 'REJECTED'],
	['reject', 'REJECTED'],
	['false', 'REJECTED'],
	[false, 'REJECTED'],
]);

/**
 * Makes the reply for a flow's decision. Notes and messages may be any value: numbers become text,
 * objects JSON text, and empty ones are left out. A decision that is none of the words rejects the
 * visitor and is a fault, which quotes nothing that the flow computed.
 */
export function decide(fields: DecisionFields): DecidedReply {
	const { decision } = fields;
	const word = typeof decision === 'string' ? decision.trim().toLowerCase() : decision;
	const meant = WORDS.get(word);
	if (meant === 'SUCCESS') {
		return {
			reply: {
				code: 'SUCCESS',
				...note('adminNotes', fields.adminNotes),
				...note('visitorNotes', fields.visitorNotes),
			},
		};
	}
	const reply = rejection(readableText(fields.rejectionMessage));
	if (meant === 'REJECTED') return { reply };
	return {
		reply,
		fault: `The decision is ${unknownKind(decision)}, which is neither SUCCESS nor REJECTED, so the visitor was rejected. Check the Decision field of this node.`,
	};
}

/** A rejection with its message, or with the default one where it is blank. */
export function rejection(message: string): Reply {
	return {
		code: 'REJECTED',
		rejectionMessage: message.trim() ? message : DEFAULT_REJECTION_MESSAGE,
	};
}

function note(name: 'adminNotes' | 'visitorNotes', value: unknown) {
	const text = readableText(value);
	return text.trim() ? { [name]: text } : {};
}

function unknownKind(decision: unknown): string {
	const kind = kindOf(decision);
	return kind === 'text' ? 'some text' : kind;
}

const replySchema: z.ZodType<Reply> = z.union([
	z
		.object({
			code: z.literal('SUCCESS'),
			adminNotes: z.string().min(1).optional(),
			visitorNotes: z.string().min(1).optional(),
		})
		.strict(),
	z.object({ code: z.literal('REJECTED'), rejectionMessage: z.string().min(1) }).strict(),
]);

/** Takes a value for a reply only when it is exactly one of the two documented shapes. */
export function readReply(value: unknown): Reply | undefined {
	const reading = replySchema.safeParse(value);
	return reading.success ? reading.data : undefined;
}
