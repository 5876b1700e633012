import { KEY_FAULTS } from '../../protocol';
import { isFromEnvironment } from '../runtime/environment';
import { showFaultOnChange } from './faults';

interface SineWebhook {
	name: string;
}

/** Node-RED shows this instead of a stored password. */
const STORED_PASSWORD = '__PWRD__';

RED.nodes.registerType<SineWebhook>('sine-webhook', {
	category: 'config',
	defaults: { name: { value: '' } },
	credentials: {
		apiKey: {
			type: 'password',
			validate(value, _options) {
				return checkKey(this, value);
			},
		},
		previousApiKey: {
			type: 'password',
			validate(value, _options) {
				return value === '' || checkKey(this, value);
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
		showFaultOnChange(apiKey, () => checkKey(this, apiKey.val()));
		$('#sine-webhook-make').on('click', () => {
			apiKey.val(makeKey()).trigger('change');
			if (!RED.clipboard.copyText(String(apiKey.val()))) return;
			$('#sine-webhook-tip-made').text(this._('tip.made')).prop('hidden', false);
		});
		showFaultOnChange(
			previousApiKey,
			() => previousApiKey.val() === '' || checkKey(this, previousApiKey.val()),
		);
	},
});

function makeKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(24));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function checkKey(node: EditorNode, key: unknown): true | string {
	if (key === STORED_PASSWORD || isFromEnvironment(String(key))) return true;
	const fault = KEY_FAULTS.find(({ found }) => found.test(String(key)));
	return fault ? node._(`keyFaults.${fault.name}`) : true;
}
