import { KEY_FAULTS } from '../../protocol';
import { isFromEnvironment } from '../runtime/environment';
import { KEPT_KEY } from '../runtime/keptKeyMark';
import { showFaultOnChange } from './faults';
import { followKeys, hasKey, isReadable, STORED_PASSWORD } from './keys';
import { newKey } from './newKey';
import { followOffers, offerKey } from './offerKey';

interface SineWebhook {
	name: string;
}

followKeys('sine-webhook', offerKey);
followOffers();

RED.nodes.registerType<SineWebhook>('sine-webhook', {
	category: 'config',
	defaults: { name: { value: '' } },
	// Without it, Node-RED validates credentials in the open dialog alone.
	_creds: {},
	credentials: {
		apiKey: {
			type: 'password',
			validate(value, _options) {
				return checkApiKey(this, value);
			},
		},
		previousApiKey: {
			type: 'password',
			validate(value, _options) {
				return checkPreviousKey(this, value ?? this.credentials?.previousApiKey ?? '');
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
		showFaultOnChange(apiKey, () => checkApiKey(this, apiKey.val()));
		showFaultOnChange(previousApiKey, () => checkPreviousKey(this, previousApiKey.val()));
		for (const field of [apiKey, previousApiKey]) showUnlessStored(field);
		prepareMake(this, apiKey, previousApiKey);
	},
});

function showUnlessStored(field: JQuery): void {
	const show = () => {
		field.attr('type', isReadable(field.val()) ? 'text' : 'password');
	};
	field.on('input change', show);
	show();
}

function prepareMake(node: EditorNode, apiKey: JQuery, previousApiKey: JQuery): void {
	const isInUse = apiKey.val() === STORED_PASSWORD || node.credentials?._?.has_apiKey === true;
	const [make, copy] = [$('#sine-webhook-make'), $('#sine-webhook-copy')];
	const [keep, forget, cancel] = [
		$('#sine-webhook-keep'),
		$('#sine-webhook-forget'),
		$('#sine-webhook-cancel'),
	];
	let isAsking = false;

	const show = () => {
		const isReplaced = isInUse && isReadable(apiKey.val()) && previousApiKey.val() !== KEPT_KEY;
		$('#sine-webhook-replace').prop('hidden', !isAsking && !isReplaced);
		$('#sine-webhook-tip-replace').text(node._(isAsking ? 'tip.ask' : 'tip.offer'));
		forget.add(cancel).toggle(isAsking);
		copy.prop('disabled', !isReadable(apiKey.val()));
	};
	const ask = (asking: boolean) => {
		isAsking = asking;
		show();
		(asking ? keep : make).trigger('focus');
	};
	const makeNew = () => {
		apiKey.val(newKey()).trigger('change');
		ask(false);
		if (!RED.clipboard.copyText(String(apiKey.val()))) return;
		$('#sine-webhook-tip-made').text(node._('tip.made')).prop('hidden', false);
	};

	apiKey.add(previousApiKey).on('input change', show);
	show();
	make.on('click', () => {
		if (apiKey.val() === STORED_PASSWORD) ask(true);
		else makeNew();
	});
	keep.on('click', () => {
		previousApiKey.val(KEPT_KEY).trigger('change');
		if (isAsking) makeNew();
		else make.trigger('focus');
	});
	forget.on('click', makeNew);
	cancel.on('click', () => {
		ask(false);
	});
	copy.on('click', () => {
		RED.clipboard.copyText(String(apiKey.val()), copy, node._('tip.copied'));
	});
}

/** Outside of the dialog there is no value. */
function checkApiKey(node: EditorNode, value: unknown): true | string {
	const key = value ?? node.credentials?.apiKey;
	const isMissing =
		isReadable(key) || key === STORED_PASSWORD ? false : value === '' || !hasKey(node);
	if (isMissing) return node._('fault.empty');
	return isReadable(key) ? checkKey(node, key) : true;
}

function checkPreviousKey(node: EditorNode, key: unknown): true | string {
	return key === '' || key === KEPT_KEY || checkKey(node, key);
}

function checkKey(node: EditorNode, key: unknown): true | string {
	if (key === STORED_PASSWORD || isFromEnvironment(String(key))) return true;
	const fault = KEY_FAULTS.find(({ found }) => found.test(String(key)));
	return fault ? node._(`keyFaults.${fault.name}`) : true;
}
