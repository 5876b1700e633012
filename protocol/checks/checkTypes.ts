import { blockList } from './blockList';
import type { PreparedCheck, StoredCheck } from './check';
import { invited } from './invited';
import { openingHours } from './openingHours';
import { register } from './register';
import { visitorTypes } from './visitorTypes';

export interface CheckKind {
	/** n8n wants its options in title case. */
	readonly label: { readonly n8n: string; readonly nodeRed: string };
	readonly description: string;
	prepare(stored: StoredCheck): PreparedCheck;
}

/** In the order of their labels. */
export const CHECKS = {
	openingHours: {
		label: { n8n: 'During Opening Hours', nodeRed: 'During opening hours' },
		description: 'The site is open now. Columns: site, timeZone, mon to sun, closedDays.',
		prepare: openingHours,
	},
	blockList: {
		label: { n8n: 'Not on a Block List', nodeRed: 'Not on a block list' },
		description:
			'No row names the visitor. Columns: name, email, mobile, company; optional site, until, reason.',
		prepare: blockList,
	},
	register: {
		label: { n8n: 'On a Register', nodeRed: 'On a register' },
		description:
			'A row is the visitor’s, and still valid. Columns: name, email, mobile, company; optional validUntil.',
		prepare: register,
	},
	invited: {
		label: { n8n: 'Only Invited Visitors', nodeRed: 'Only invited visitors' },
		description: 'The check-in comes with an invitation.',
		prepare: invited,
	},
	visitorTypes: {
		label: { n8n: 'Only These Visitor Types', nodeRed: 'Only these visitor types' },
		description: 'The visitor type is one of those that you list.',
		prepare: visitorTypes,
	},
} as const satisfies Record<string, CheckKind>;

export type CheckType = keyof typeof CHECKS;

export function isCheckType(type: unknown): type is CheckType {
	return typeof type === 'string' && Object.hasOwn(CHECKS, type);
}
