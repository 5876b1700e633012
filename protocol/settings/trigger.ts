import type { EventValue } from '../events/events';
import type { Decision } from '../reply/decisions';
import { DEFAULT_NO_ANSWER_MESSAGE } from '../reply/messages';
import { KEY_NODE, NAME } from './node';
import { defaultsOf, type Settings } from './setting';

/** Saved flows leave out what equals a default, so the defaults never change. */
export const TRIGGER_SETTINGS = {
	events: {
		kind: 'events',
		required: true,
		default: ['signin_before'] satisfies EventValue[],
		label: { n8n: 'Trigger on', nodeRed: 'Events' },
		hint: {
			n8n: 'The events of Sine that start this workflow. Each has its own output.',
			nodeRed:
				'Each event gets an output of its own. Wires stay on their events when you change the boxes.',
		},
		section: null,
		icon: 'bolt',
	},
	ifNoAnswer: {
		kind: 'fallback',
		default: 'REJECTED' satisfies Decision,
		label: { n8n: 'If no answer', nodeRed: 'Decision' },
		hint: {
			n8n: 'What Sine is told when the workflow fails, ends without a Respond to Sine node, or takes too long.',
			nodeRed: null,
		},
		section: 'noAnswer',
		icon: 'check-square-o',
	},
	noAnswerMessage: {
		kind: 'message',
		default: DEFAULT_NO_ANSWER_MESSAGE,
		label: { n8n: 'Message if no answer', nodeRed: 'Message' },
		hint: { n8n: 'What the visitor reads on the iPad in that case.', nodeRed: null },
		hiddenBy: { setting: 'ifNoAnswer', values: ['SUCCESS'] },
		section: 'noAnswer',
		icon: 'commenting-o',
	},
	answerWithin: {
		kind: 'seconds',
		default: 10,
		limits: { min: 1, max: 60 },
		label: 'Answer within',
		hint: {
			n8n: 'How long the visitor may wait at the iPad for the decision of the workflow.',
			nodeRed: null,
		},
		section: 'noAnswer',
		icon: 'clock-o',
	},
	simplify: {
		kind: 'flag',
		default: true,
		label: { n8n: 'Simplify', nodeRed: 'Simplify the event' },
		hint: {
			n8n: 'Whether to return a simplified version of the response instead of the raw data.',
			nodeRed: "Brings every event into one simple shape. Off gives you Sine's message as it came.",
		},
		section: 'more',
		icon: 'compress',
	},
	visitorTypes: {
		kind: 'names',
		default: [] as readonly string[],
		label: { n8n: 'Decide only for visitor types', nodeRed: 'Visitor types' },
		hint: {
			n8n: 'Names or IDs. Empty means all.',
			nodeRed: 'Names or IDs. Empty means all. Other visitors are let in without this flow.',
		},
		visibleHint: { n8n: 'All other visitors are let in without this workflow.', nodeRed: null },
		placeholder: { n8n: 'e.g. Contractor', nodeRed: 'Contractor\nDelivery' },
		section: 'filters',
		icon: 'users',
		collection: 'options',
	},
	sites: {
		kind: 'names',
		default: [] as readonly string[],
		label: { n8n: 'Decide only for sites', nodeRed: 'Sites' },
		hint: {
			n8n: 'Names, IDs or external IDs. Empty means all.',
			nodeRed:
				'Names, IDs or external IDs. Empty means all. Visitors of other sites are let in without this flow.',
		},
		visibleHint: {
			n8n: 'Visitors of all other sites are let in without this workflow.',
			nodeRed: null,
		},
		placeholder: { n8n: 'e.g. Head Office', nodeRed: 'Head Office' },
		section: 'filters',
		icon: 'building-o',
		collection: 'options',
	},
	onlySineAddresses: {
		kind: 'protection',
		default: false,
		label: {
			n8n: "Only Sine's addresses",
			nodeRed: "Only take calls from Sine's addresses",
		},
		hint: {
			n8n: "Whether to refuse calls from addresses that are not Sine's. Behind a proxy, set N8N_PROXY_HOPS as well.",
			nodeRed:
				'Turns everybody else away. Behind a proxy, Node-RED needs "trust proxy" in the httpServerOptions of its settings file for this.',
		},
		section: 'more',
		icon: 'shield',
		collection: 'options',
	},
	addresses: {
		kind: 'names',
		default: [] as readonly string[],
		label: { n8n: 'Additional addresses', nodeRed: 'Other addresses' },
		hint: "Addresses or ranges that may call besides Sine's own.",
		placeholder: {
			n8n: 'e.g. 203.0.113.7 or 203.0.113.0/24',
			nodeRed: '203.0.113.7\n203.0.113.0/24',
		},
		hiddenBy: { setting: 'onlySineAddresses', values: [false] },
		section: 'more',
		icon: 'shield',
		collection: 'options',
	},
} as const satisfies Settings;

export const DEFAULTS = defaultsOf(TRIGGER_SETTINGS);

/** In the order in which Node-RED saves them. */
export const SINE_IN_SETTINGS = {
	name: NAME,
	webhook: { ...KEY_NODE, required: true },
	path: {
		kind: 'path',
		required: true,
		default: '/sine',
		label: { n8n: null, nodeRed: 'Path' },
		hint: '',
		placeholder: { n8n: null, nodeRed: '/sine' },
		section: 'node',
		icon: 'globe',
	},
	...TRIGGER_SETTINGS,
	keepNames: {
		kind: 'flag',
		default: false,
		label: { n8n: null, nodeRed: 'Keep names and replies in this list' },
		hint: {
			n8n: null,
			nodeRed:
				'Who may see these flows sees them as well. They are in memory alone, and a restart empties the list.',
		},
		section: 'calls',
		icon: 'user',
	},
} as const satisfies Settings;
