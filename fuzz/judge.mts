import { protocol } from '../hosts/simulator.mts';
import type { RefusalReason } from '../protocol/index.ts';
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

type Kind =
	| { readonly is: 'answer'; readonly name: string }
	| { readonly is: 'refusal'; readonly name: string }
	| { readonly is: 'notStarted'; readonly name: string }
	| { readonly is: 'host'; readonly name: string }
	| { readonly is: 'unknown'; readonly name: string };

/** Judges what came back by the promises of the package. */
export function judgeExchange(
	target: Pick<Target, 'reader' | 'answerWithin'>,
	draft: Draft,
	size: number,
	{ bytes: all, milliseconds, isOpen }: Exchange,
): Judgement {
	const { levels } = draft;
	const bytes = withoutInterim(all);
	const received = readAnswer(bytes, draft.method === 'HEAD');
	const isGood = Object.values(levels).every((level) => level === 'fine');
	if (received === undefined) {
		const isExcused = levels.http !== 'fine' || (size > LARGE && !isGood);
		const answer = isOpen ? 'none: it waits for more' : 'none: it closed the connection';
		return { answer, problems: isExcused && bytes.length === 0 ? [] : [`No answer (${answer}).`] };
	}
	const kind = kindOf(received, draft, target);
	const problems: string[] = [];
	if (kind.is === 'unknown')
		problems.push('The answer is neither ours nor a known one of the host.');
	if (kind.is === 'answer') problems.push(...faultsOfReply(received, draft, milliseconds));
	if (isGood && kind.is !== 'answer') {
		problems.push('A good request got no answer of Sine.');
	}
	if (kind.is === 'notStarted' && waits(draft)) {
		problems.push('A request that Sine waits for got a 503.');
	}
	if (milliseconds > target.answerWithin + MARGIN_MS) problems.push('It came after the deadline.');
	if (received.rest.length > 0 && levels.http !== 'broken')
		problems.push('More came after the answer.');
	if (isOpen) problems.push('The connection was left open after the answer.');
	if (holdsKey(bytes.toString('latin1'))) problems.push('The answer holds the key.');
	return { answer: `${received.status} ${kind.name}`, problems };
}

function kindOf(received: HttpAnswer, draft: Draft, { reader }: Pick<Target, 'reader'>): Kind {
	const { answerWithout, readReply, parseJson } = protocol();
	const { status, contentType, body } = received;
	const reply = status === 200 ? readReply(parseJson(body)) : undefined;
	if (reply) return { is: 'answer', name: reply.code };
	const notStarted = answerWithout({ kind: 'acknowledgement', withinMs: 0 }, 'refused');
	if (status === notStarted.status && body === notStarted.body) {
		return { is: 'notStarted', name: 'the flow was not started' };
	}
	const refusal = REFUSALS.find((reason) => {
		const { answer } = protocol().refuse(reason);
		return answer.status === status && answer.body === body && answer.contentType === contentType;
	});
	if (refusal) return { is: 'refusal', name: `ours: ${refusal}` };
	const known = hostAnswerFor(received, draft, reader);
	return known
		? { is: 'host', name: `${known.by}: ${known.when}` }
		: { is: 'unknown', name: 'unknown' };
}

const REASONS: Readonly<Record<RefusalReason, true>> = {
	noCredential: true,
	wrongKey: true,
	wrongAddress: true,
	notJson: true,
	notAnObject: true,
	tooLarge: true,
	malformed: true,
	encoding: true,
	tooSlow: true,
};
const REFUSALS = Object.keys(REASONS) as readonly RefusalReason[];

const ASPECTS: Readonly<Record<Aspect, string>> = {
	key: 'without the key',
	place: 'to another place',
	type: 'whose content type is not JSON',
	body: 'whose body is not a JSON object',
	http: 'that is not HTTP',
};

/** An answer of Sine's has to be right by Sine's own rules, and may only go to good requests. */
function faultsOfReply(received: HttpAnswer, draft: Draft, milliseconds: number): string[] {
	const { judge } = protocol();
	const terms = {
		waits: waits(draft),
		rejectionMessage: '',
		slowAfterMs: Infinity,
		quote: JSON.stringify,
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

/** Whether Sine waits for a decision on the event. */
function waits({ event }: Draft): boolean {
	const id = event.event;
	const isId = typeof id === 'string' || typeof id === 'number';
	return protocol().recogniseEvent(isId ? String(id) : null).type.waits;
}
