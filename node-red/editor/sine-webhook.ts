import { KEY_FAULTS } from '../../protocol';
import { isFromEnvironment } from '../runtime/environment';
import { watch } from './faults';

interface SineWebhook {
	name: string;
}

/** What Node-RED shows in place of a key that it keeps. */
const KEPT = '__PWRD__';

RED.nodes.registerType<SineWebhook>('sine-webhook', {
	category: 'config',
	defaults: { name: { value: '' } },
	credentials: {
		apiKey: {
			type: 'password',
			validate(value, _options) {
				return look(this, value);
			},
		},
		previousApiKey: {
			type: 'password',
			validate(value, _options) {
				return value === '' || look(this, value);
			},
		},
	},
	paletteLabel() {
		return this._('defaultName');
	},
	label() {
		return this.name || this._('defaultName');
	},
	oneditprepare() {
		const apiKey = $('#node-config-input-apiKey');
		const previousApiKey = $('#node-config-input-previousApiKey');
		watch(apiKey, () => look(this, apiKey.val()));
		$('#sine-webhook-make').on('click', () => {
			apiKey.val(makeKey()).trigger('change');
			if (!RED.clipboard.copyText(String(apiKey.val()))) return;
			$('#sine-webhook-tip-made').text(this._('tip.made')).prop('hidden', false);
		});
		watch(previousApiKey, () => previousApiKey.val() === '' || look(this, previousApiKey.val()));
	},
});

function makeKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(24));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function look(node: EditorNode, key: unknown): true | string {
	if (key === KEPT || isFromEnvironment(String(key))) return true;
	const fault = KEY_FAULTS.find(({ found }) => found.test(String(key)));
	return fault ? node._(`keyFaults.${fault.name}`) : true;
}
