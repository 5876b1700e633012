import type { StoredCheck } from '../checks/check';
import { DEFAULT_REJECTION_MESSAGE, MESSAGE_PLACEHOLDER } from '../reply/messages';
import type { Decision } from '../reply/decisions';
import { NAME } from './node';
import type { Settings } from './setting';

/** Saved flows leave out what equals a default, so the defaults never change. */
export const RESPOND_SETTINGS = {
	decision: {
		kind: 'decision',
		default: 'REJECTED' satisfies Decision,
		label: 'Decision',
		hint: {
			n8n: 'Whether the visitor may check in.',
			nodeRed:
				'msg.decision approves with SUCCESS, Approve or true, rejects with REJECTED, Reject or false, and makes the checks with CHECKS. Anything else turns the visitor away.',
		},
		visibleHint: {
			n8n: 'An expression must give SUCCESS, REJECTED or CHECKS, or true or false.',
			nodeRed: null,
		},
		section: 'node',
		icon: 'check-square-o',
	},
	checks: {
		kind: 'checks',
		default: [] as readonly StoredCheck[],
		label: 'Checks',
		hint: 'The checks are made in this order. The first that fails turns the visitor away with its message; when all pass, the visitor is let in.',
		hiddenBy: { setting: 'decision', values: ['SUCCESS', 'REJECTED'] },
		section: 'node',
		icon: 'list-ol',
	},
	adminNotes: {
		kind: 'typedText',
		default: '',
		label: 'Admin notes',
		hint: 'Added to the admin notes of the pass.',
		placeholder: 'e.g. Induction valid until 31 December',
		hiddenBy: { setting: 'decision', values: ['REJECTED'] },
		section: 'node',
		icon: 'id-badge',
	},
	visitorNotes: {
		kind: 'typedText',
		default: '',
		label: 'Visitor notes',
		hint: 'Added to the visitor notes of the pass.',
		placeholder: 'e.g. Welcome! Please take the lift to level 2.',
		hiddenBy: { setting: 'decision', values: ['REJECTED'] },
		section: 'node',
		icon: 'user',
	},
	rejectionMessage: {
		kind: 'typedText',
		default: '',
		label: 'Rejection message',
		hint: `What the visitor reads on the iPad. Sine shows it in place of ${MESSAGE_PLACEHOLDER} in its own Rejection Message, or alone when that is empty.`,
		placeholder: DEFAULT_REJECTION_MESSAGE,
		hiddenBy: { setting: 'decision', values: ['SUCCESS', 'CHECKS'] },
		section: 'node',
		icon: 'commenting-o',
	},
} as const satisfies Settings;

export const SINE_RESPOND_SETTINGS = {
	name: NAME,
	...RESPOND_SETTINGS,
} as const satisfies Settings;
