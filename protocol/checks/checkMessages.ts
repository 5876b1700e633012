import type { CheckedVisit } from '../events/sineEvent';
import { DEFAULT_REJECTION_MESSAGE } from '../reply/messages';
import { readableText } from '../events/readableText';
import type { StoredCheck } from './check';
import type { CheckMessage } from './checkResult';
import type { CheckType } from './checkTypes';

/** What the visitor reads where a check's own message is empty. */
export const DEFAULT_CHECK_MESSAGES = {
	openingHours: { message: 'We are closed now. We open at {opensAt}.' },
	blockList: { message: 'We cannot check you in. Please see the front desk.' },
	register: {
		message: 'We could not find you on our register. Please see the front desk.',
		expiredMessage:
			'Your entry on our register was valid until {validUntil}. Please see the front desk.',
	},
	invited: { message: 'We could not find an invitation for you. Please see the front desk.' },
	visitorTypes: {
		message: 'Your visitor type cannot check in here. Please see the front desk.',
	},
} as const satisfies Record<CheckType, Partial<Record<CheckMessage, string>>>;

type Words = Readonly<Record<string, string>>;

/** The message of a check with its words in braces filled in. */
export function checkMessage(
	type: CheckType,
	which: CheckMessage,
	stored: StoredCheck,
	words: Words,
): string {
	if (which === 'desk') return DEFAULT_REJECTION_MESSAGE;
	const defaults: Partial<Record<CheckMessage, string>> = DEFAULT_CHECK_MESSAGES[type];
	const own = readableText(stored[which]);
	return fillIn(own.trim() ? own : (defaults[which] ?? ''), words);
}

export function visitWords({ visitor, site }: CheckedVisit): Words {
	return {
		firstName: visitor.firstName ?? visitor.fullName ?? '',
		fullName: visitor.fullName ?? '',
		company: visitor.company ?? '',
		site: site.name ?? '',
		validUntil: '',
		opensAt: '',
	};
}

/** Braces with another word stay as they are. What is empty takes the blank before it along. */
function fillIn(message: string, words: Words): string {
	return message.replace(/(\s?)\{(\w+)\}/g, (whole, blank: string, name: string) => {
		if (!Object.hasOwn(words, name)) return whole;
		const word = words[name]?.trim() ?? '';
		return word === '' ? '' : blank + word;
	});
}
