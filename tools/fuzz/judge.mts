import { protocol } from '../hosts/simulator.mts';
import type { RefusalReason } from '../../protocol/index.ts';
import type { Aspect, Draft } from './draft.mts';
import type { Exchange } from './exchange.mts';
import { hostAnswerFor } from './hostAnswers.mts';
import { readAnswer, withoutInterim, type HttpAnswer } from './httpAnswer.mts';
import { holdsKey } from './key.mts';
import type { Target } from './target.mts';

/** What became of one request, in the judge's words. */
export interface Judgement {
	/** What the answer was, for the counts. */
	readonly answer: string;
	/** What is wrong with it; empty when nothing is. */
	readonly problems: readonly string[];
}

/** So much later than its deadline an answer may come, on a machine that does other things too. */
export const MARGIN_MS = 3000;

/** From here on a server may cut the connection before we have read that it refuses. */
const LARGE = 60_000;

/** Whose answer it is, with its name for the counts. */
type Kind =
	| { readonly is: 'answer' | 'notStarted' | 'host' | 'unknown'; readonly name: string }
	| { readonly is: 'refusal'; readonly name: string; readonly reason: RefusalReason };

/** All that the rules look at. */
interface Case {
	readonly target: Pick<Target, 'reader' | 'answerWithin'>;
	readonly draft: Draft;
	readonly received: HttpAnswer;
	readonly kind: Kind;
	readonly milliseconds: number;
	readonly isOpen: boolean;
}

/** What may not be, of any answer. */
const RULES: ReadonlyArray<readonly [problem: string, isBroken: (it: Case) => boolean]> = [
	['The answer is neither ours nor a known one of the host.', ({ kind }) => kind.is === 'unknown'],
	[
		'A good request got no answer of Sine.',
		({ kind, draft }) => isGood(draft) && kind.is !== 'answer',
	],
	[
		'A request that Sine waits for got a 503.',
		({ kind, draft }) => kind.is === 'notStarted' && waits(draft),
	],
	[
		'It was refused for what is not wrong with it.',
		({ kind, draft: { levels } }) =>
			kind.is === 'refusal' &&
			REFUSED_FOR[kind.reason].every((aspect) => levels[aspect] === 'fine'),
	],
	[
		'A request without the key was told something else.',
		({ kind, draft: { levels } }) =>
			kind.is === 'refusal' && !OF_THE_KEY.has(kind.reason) && levels.key === 'broken',
	],
	[
		'It came after the deadline.',
		({ milliseconds, target }) => milliseconds > target.answerWithin + MARGIN_MS,
	],
	[
		'More came after the answer.',
		({ received, draft: { levels, behind } }) =>
			received.rest.length > 0 && levels.http !== 'broken' && !behind,
	],
	[
		'The request without the key behind it was not refused for that.',
		({ received: { rest }, draft: { levels, behind } }) => {
			const status = behind && rest.length > 0 ? readAnswer(rest, false)?.status : 401;
			// Where the first one was cut off in the wrong place, the second one makes no sense.
			return status !== 401 && !(status === 400 && levels.http !== 'fine');
		},
	],
	['The connection was left open after the answer.', ({ isOpen }) => isOpen],
];

/** Which part of a request each refusal of ours is about. */
const REFUSED_FOR: Readonly<Record<RefusalReason, readonly Aspect[]>> = {
	noCredential: [],
	wrongKey: ['key'],
	signatureIncomplete: ['key'],
	signatureTime: ['key'],
	signedTooLarge: ['key', 'body'],
	wrongSignature: ['key', 'body', 'type', 'http'],
	signatureUsed: ['key'],
	wrongAddress: [],
	notJson: ['type'],
	notAnObject: ['body', 'type'],
	tooLarge: ['body'],
	malformed: ['body', 'http'],
	encoding: ['body'],
	tooSlow: ['http'],
};
/** What a caller is told who has not proved that he knows the key. */
const OF_THE_KEY: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
	'wrongKey',
	'signatureIncomplete',
	'signatureTime',
	'signedTooLarge',
	'wrongSignature',
	'signatureUsed',
]);
const REASONS = Object.keys(REFUSED_FOR) as readonly RefusalReason[];

/** Judges what came back by the promises of the package. */
export function judgeExchange(
	target: Pick<Target, 'reader' | 'answerWithin'>,
	draft: Draft,
	size: number,
	{ bytes: all, milliseconds, isOpen }: Exchange,
): Judgement {
	const bytes = withoutInterim(all);
	const received = readAnswer(bytes, draft.method === 'HEAD');
	if (received === undefined) {
		// The host answers other methods, and its answer can get lost when it closes during an upload.
		const isOfHost = draft.method !== 'POST' && !isOpen;
		const isExcused = isOfHost || draft.levels.http !== 'fine' || (size > LARGE && !isGood(draft));
		const answer = isOpen ? 'none: it waits for more' : 'none: it closed the connection';
		return { answer, problems: isExcused && bytes.length === 0 ? [] : [`No answer (${answer}).`] };
	}
	const kind = kindOf(received, draft, target);
	const it = { target, draft, received, kind, milliseconds, isOpen };
	const problems = RULES.filter(([, isBroken]) => isBroken(it)).map(([problem]) => problem);
	if (kind.is === 'answer') problems.push(...faultsOfReply(it));
	if (holdsKey(bytes.toString('latin1'))) problems.push('The answer holds the key.');
	return { answer: `${received.status} ${kind.name}`, problems };
}

function kindOf(received: HttpAnswer, draft: Draft, { reader }: Pick<Target, 'reader'>): Kind {
	const { responseWithout, readReply, parseJson } = protocol();
	const { status, contentType, body } = received;
	const reply = status === 200 ? readReply(parseJson(body)) : undefined;
	if (reply) return { is: 'answer', name: reply.code };
	const notStarted = responseWithout({ kind: 'acknowledgement', withinMs: 0 }, 'refused');
	if (status === notStarted.status && body === notStarted.body) {
		return { is: 'notStarted', name: 'the flow was not started' };
	}
	const reason = REASONS.find((each) => {
		const { response: answer } = protocol().refuse(each);
		return answer.status === status && answer.body === body && answer.contentType === contentType;
	});
	if (reason) return { is: 'refusal', name: `ours: ${reason}`, reason };
	const known = hostAnswerFor(received, draft, reader);
	return known
		? { is: 'host', name: `${known.by}: ${known.when}` }
		: { is: 'unknown', name: 'unknown' };
}

const ASPECTS: Readonly<Record<Aspect, string>> = {
	key: 'without the key',
	place: 'to another place',
	type: 'whose content type is not JSON',
	body: 'whose body is not a JSON object',
	http: 'that is not HTTP',
};

/** An answer of Sine's has to be right by Sine's own rules, and may only go to good requests. */
function faultsOfReply({ received, draft, milliseconds }: Case): string[] {
	const { judge } = protocol();
	const terms = {
		sent: {},
		flow: 'flow' as const,
		waits: waits(draft),
		rejectionMessage: '',
		slowAfterMs: Infinity,
		isSigned: false,
		now: 0,
	};
	const { problems } = judge({ ...received, milliseconds }, terms);
	const broken = (Object.keys(ASPECTS) as Aspect[]).filter(
		(aspect) => draft.levels[aspect] === 'broken',
	);
	return [
		...problems,
		...broken.map((aspect) => `A request ${ASPECTS[aspect]} got an answer of Sine.`),
	];
}

function isGood({ levels }: Draft): boolean {
	return Object.values(levels).every((level) => level === 'fine');
}

/** Whether Sine waits for a decision on the event. */
function waits({ event }: Draft): boolean {
	const id = event.event;
	const isId = typeof id === 'string' || typeof id === 'number';
	return protocol().recogniseEvent(isId ? String(id) : null).type.waits;
}
