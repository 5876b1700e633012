import { quote } from '../quote';
import { unreadablePartIn } from '../reply/decidedBy';
import type { Exchange, Verdict } from './judge';

export interface Headline {
	/** What the visitor sees, and who decided, in a sentence. */
	readonly text: string;
	readonly isWarning: boolean;
}

export function headlineOf(
	{ visitorSees, why, decidedBy, problems }: Verdict,
	exchange: Exchange,
): Headline {
	const begin = visitorSees && `The visitor sees ${quote(visitorSees)}; `;
	const isUnread = 'decidedBy' in exchange && unreadablePartIn(exchange.decidedBy) !== undefined;
	return {
		text: begin ? begin + why.charAt(0).toLowerCase() + why.slice(1) : why,
		isWarning: problems.length > 0 || decidedBy === 'noAnswer' || isUnread,
	};
}
