import { KEY_NODE, NAME } from './node';
import type { Settings } from './setting';
import { VISIT_SETTINGS } from './visit';

export const SIMULATOR_SETTINGS = {
	webhookUrl: {
		kind: 'url',
		default: '',
		label: 'Webhook URL',
		hint: {
			n8n: 'The Production URL of a Sine Trigger, its Test URL while the editor listens, or the URL of a flow in Node-RED. The call is signed with the key; the key itself is never sent.',
			nodeRed:
				'The full URL of a flow elsewhere, or a path of this Node-RED, for example /sine. The call is signed with the key; the key itself is never sent.',
		},
		visibleHint: {
			n8n: 'Empty means the Sine Trigger of this workflow, as it is published.',
			nodeRed: null,
		},
		placeholder: { n8n: 'e.g. http://localhost:5678/webhook/…/webhook', nodeRed: '/sine' },
		section: 'target',
		icon: 'link',
	},
	...VISIT_SETTINGS,
	allowMessageUrl: {
		kind: 'flag',
		default: false,
		label: { n8n: null, nodeRed: 'msg.visit may hold another webhook URL' },
		hint: {
			n8n: null,
			nodeRed:
				"Tick it only where you trust what sends messages to this node: it can then send a visitor's details anywhere.",
		},
		section: 'expert',
		icon: 'unlock',
	},
} as const satisfies Settings;

export const N8N_SIMULATOR_SETTINGS = {
	...SIMULATOR_SETTINGS,
	trigger: {
		kind: 'text',
		default: '',
		label: { n8n: 'Sine Trigger', nodeRed: null },
		hint: 'The name of the Sine Trigger to call, where the Webhook URL is empty and this workflow has several.',
		placeholder: { n8n: 'e.g. When a visitor checks in', nodeRed: null },
		section: null,
		icon: 'bolt',
		collection: 'options',
	},
} as const satisfies Settings;

/** A sine in has its own path and key. */
const WITHOUT_FLOW = { shownBy: { setting: 'flow', values: [''] } } as const;

/** In the order in which Node-RED saves them. */
export const SINE_SIMULATOR_SETTINGS = {
	name: NAME,
	flow: {
		kind: 'sineIn',
		default: '',
		label: { n8n: null, nodeRed: 'Flow to try' },
		hint: '',
		section: 'target',
		icon: 'random',
	},
	webhook: { ...KEY_NODE, ...WITHOUT_FLOW, section: 'target' },
	...SIMULATOR_SETTINGS,
	webhookUrl: { ...SIMULATOR_SETTINGS.webhookUrl, required: true, ...WITHOUT_FLOW },
} as const satisfies Settings;
