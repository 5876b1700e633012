export const NAME = {
	kind: 'nodeName',
	default: '',
	label: { n8n: null, nodeRed: 'Name' },
	hint: '',
	placeholder: { n8n: null, nodeRed: 'Name' },
	section: 'node',
	icon: 'tag',
} as const;

export const KEY_NODE = {
	kind: 'keyNode',
	default: '',
	label: { n8n: null, nodeRed: 'API key' },
	hint: '',
	section: 'node',
	icon: 'key',
} as const;
