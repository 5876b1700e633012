import * as z from 'zod/v4-mini';
import type { DecidedBy, UnreadablePart } from './decidedBy';
import type { RespondDecision } from './decisions';
import { DEFAULT_REJECTION_MESSAGE } from './messages';
import { kindOf } from '../events/kind';
import { readableText } from '../events/readableText';

export type Reply =
	| { code: 'SUCCESS'; adminNotes?: string | undefined; visitorNotes?: string | undefined }
	| { code: 'REJECTED'; rejectionMessage: string };

/** Complete: a host writes it as it is. */
export interface HttpResponse {
	readonly status: number;
	readonly contentType: string;
	readonly body: string;
	/** `null` where nobody was asked for a decision, as in a refusal. */
	readonly decidedBy: DecidedBy | null;
}

const CONTENT_TYPE = 'application/json; charset=utf-8';

export function jsonResponse(
	status: number,
	body: object,
	decidedBy: DecidedBy | null = null,
): HttpResponse {
	return { status, contentType: CONTENT_TYPE, body: JSON.stringify(body), decidedBy };
}

/** Always status 200, as Sine asks. */
export function responseWith(reply: Reply, decidedBy: DecidedBy): HttpResponse {
	return jsonResponse(200, reply, decidedBy);
}

export interface DecisionFields {
	decision: unknown;
	adminNotes?: unknown;
	visitorNotes?: unknown;
	rejectionMessage?: unknown;
}

export interface DecidedReply {
	readonly reply: Reply;
	/** What could not be read, and a sentence about it. */
	readonly why?: UnreadablePart;
	readonly fault?: string;
}

const DECISION_WORDS: ReadonlyMap<unknown, RespondDecision> = new Map<unknown, RespondDecision>([
	['checks', 'CHECKS'],
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

function meantBy(decision: unknown): RespondDecision | undefined {
	const word = typeof decision === 'string' ? decision.trim().toLowerCase() : decision;
	return DECISION_WORDS.get(word);
}

/** Whether the checks of the node decide. */
export function isByChecks(decision: unknown): boolean {
	return meantBy(decision) === 'CHECKS';
}

/** An unknown decision rejects the visitor; its fault quotes nothing that the flow computed. */
export function decide(fields: DecisionFields): DecidedReply {
	const { decision } = fields;
	const meant = meantBy(decision);
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
		why: 'decision',
		fault: `The decision is ${unknownKind(decision)}, which is none of SUCCESS, REJECTED and CHECKS, so the visitor was rejected. Check the Decision field of this node.`,
	};
}

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

const filled = z.string().check(z.minLength(1));

const replySchema: z.ZodMiniType<Reply> = z.union([
	z.strictObject({
		code: z.literal('SUCCESS'),
		adminNotes: z.optional(filled),
		visitorNotes: z.optional(filled),
	}),
	z.strictObject({ code: z.literal('REJECTED'), rejectionMessage: filled }),
]);

export function readReply(value: unknown): Reply | undefined {
	const reading = replySchema.safeParse(value);
	return reading.success ? reading.data : undefined;
}
