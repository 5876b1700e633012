import { NAME } from './node';
import type { Settings } from './setting';

export const KEY_SETTINGS = {
	apiKey: {
		kind: 'key',
		required: true,
		default: '',
		label: 'API key',
		hint: {
			n8n: 'The API Key that you enter in Sine, at least 16 characters without spaces. Sine sends it with every call.',
			nodeRed:
				'Make a key, or enter any long, random text of at least 16 letters and digits. Enter the same one in Sine, as the API Key of the webhook. Sine sends it with every call, so that nobody else can pretend to be Sine.',
		},
		section: null,
		icon: 'key',
	},
	previousApiKey: {
		kind: 'key',
		default: '',
		label: { n8n: 'Previous API key', nodeRed: 'Previous key' },
		hint: {
			n8n: 'To change the key without turning visitors away: move the old key here, enter the new one above and in Sine, then clear this field.',
			nodeRed:
				'To change the key without turning visitors away: make a new one above and keep the old key, copy the new one, deploy, and paste it into Sine. Clear this field afterwards.',
		},
		section: 'previousKey',
		icon: 'history',
	},
} as const satisfies Settings;

export const SINE_WEBHOOK_SETTINGS = { name: NAME, ...KEY_SETTINGS } as const satisfies Settings;
