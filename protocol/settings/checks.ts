import type { CheckType } from '../checks/checkTypes';
import { DEFAULT_CHECK_MESSAGES } from '../checks/checkMessages';
import type { Settings } from './setting';

const WITH_LIST: readonly CheckType[] = ['blockList', 'register', 'openingHours'];
const WITH_TYPES: readonly CheckType[] = ['visitorTypes', 'register'];

export const CHECK_SETTINGS = {
	type: {
		kind: 'checkType',
		default: 'blockList' satisfies CheckType,
		label: 'Check',
		hint: '',
		section: 'check',
		icon: 'check',
	},
	list: {
		kind: 'list',
		default: '',
		label: 'List',
		hint: {
			n8n: 'Paste the list from a spreadsheet, with its header, or give all rows by an expression.',
			nodeRed: 'Paste the list from a spreadsheet, with its header.',
		},
		visibleHint: {
			n8n: 'The first line names the columns. After a run, the output says how many rows were read.',
			nodeRed: null,
		},
		shownBy: { setting: 'type', values: WITH_LIST },
		section: 'check',
		icon: 'table',
	},
	types: {
		kind: 'names',
		default: [] as readonly string[],
		label: 'Visitor types',
		hint: 'Names or IDs. In a register, empty means all.',
		placeholder: { n8n: 'e.g. Contractor', nodeRed: 'Contractor' },
		shownBy: { setting: 'type', values: WITH_TYPES },
		section: 'check',
		icon: 'users',
	},
	timeZone: {
		kind: 'text',
		default: '',
		label: 'Time zone',
		hint: {
			n8n: 'Where the day of validUntil ends. Empty means the time zone of the workflow.',
			nodeRed: 'Where the day of validUntil ends. Empty means the time zone of this Node-RED.',
		},
		placeholder: { n8n: 'e.g. Australia/Sydney', nodeRed: 'Australia/Sydney' },
		shownBy: { setting: 'type', values: ['register'] satisfies CheckType[] },
		section: 'check',
		icon: 'globe',
	},
	message: {
		kind: 'message',
		default: '',
		label: 'Message',
		hint: 'What the visitor reads. It may hold {firstName}, {fullName}, {company}, {site} and, for opening hours, {opensAt}. Empty means a message of ours.',
		placeholder: DEFAULT_CHECK_MESSAGES.blockList.message,
		section: 'check',
		icon: 'commenting-o',
	},
	expiredMessage: {
		kind: 'message',
		default: '',
		label: 'Message when expired',
		hint: 'What the visitor reads when validUntil is over. It may also hold {validUntil}.',
		placeholder: DEFAULT_CHECK_MESSAGES.register.expiredMessage,
		shownBy: { setting: 'type', values: ['register'] satisfies CheckType[] },
		section: 'check',
		icon: 'commenting-o',
	},
} as const satisfies Settings;
