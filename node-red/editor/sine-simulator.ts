import {
	EVENT_TYPES,
	eventType,
	isJsonObject,
	parseJson,
	SINE_SIMULATOR_SETTINGS,
} from '../../protocol';
import { dialogOf, type Check } from './dialog';
import { lines, seconds } from './kinds';
import { keyNode } from './webhook';
import { looksLikeUrl } from './webhookUrl';

interface SineSimulator {
	name: string;
	webhook: string;
	webhookUrl: string;
	event: string;
}

type Node = SineSimulator & EditorNode;

const checkSeconds: Check = (node, value) => Number(value) > 0 || node._('fault.seconds');

const dialog = dialogOf('sine-simulator', SINE_SIMULATOR_SETTINGS, {
	kinds: { keyNode, texts: lines, seconds },
	checks: {
		webhookUrl: (node, value) => looksLikeUrl(String(value)) || node._('fault.webhookUrl'),
		slowAfter: checkSeconds,
		giveUpAfter: checkSeconds,
		body: (node, value) => isEmptyOrObject(String(value)) || node._('fault.body'),
	},
});

RED.nodes.registerType<SineSimulator>('sine simulator', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'sine.svg',
	inputs: 1,
	outputs: 1,
	// The path of a sine in as it is dragged in.
	defaults: { ...dialog.defaults, webhookUrl: { ...dialog.defaults.webhookUrl, value: '/sine' } },
	paletteLabel() {
		return this._('paletteLabel');
	},
	label() {
		return this.name || this._('label.plays', { event: this._(`events.${this.event}.label`) });
	},
	labelStyle() {
		return this.name ? 'node_label_italic' : '';
	},
	button: {
		enabled() {
			return !this.changed;
		},
		onclick() {
			press(this);
		},
	},
	onadd() {
		// A pasted node is in the flow already.
		if (!RED.nodes.node(this.id)) targetFirstSineIn(this);
	},
	oneditprepare() {
		offerEvents(this);
		dialog.prepare(this);
		offerPaths();
	},
	oneditsave() {
		dialog.save(this);
	},
});

interface Target {
	readonly path: string;
	readonly webhook: string;
}

function targets(): Target[] {
	return RED.nodes.filterNodes<Target>({ type: 'sine in' });
}

function targetFirstSineIn(node: SineSimulator): void {
	const [target] = targets();
	if (target) Object.assign(node, { webhookUrl: target.path, webhook: target.webhook });
}

function press(node: Node): void {
	if (node.changed) {
		RED.notify(node._('button.notDeployed'), 'warning');
		return;
	}
	$.post(`sine-simulator/${encodeURIComponent(node.id)}`).fail(({ status }) => {
		RED.notify(node._(status === 404 ? 'button.notDeployed' : 'button.failed'), 'error');
	});
}

function offerPaths(): void {
	const paths = new Set(targets().map(({ path }) => path));
	for (const path of paths) $('#sine-simulator-choices-webhookUrl').append($('<option>').val(path));
}

function offerEvents(node: Node): void {
	const options = EVENT_TYPES.map(({ value }) =>
		$('<option>')
			.val(value)
			.text(node._(`events.${value}.label`)),
	);
	const list = $('#node-input-event')
		.append(...options)
		.val(node.event);
	const show = () => {
		const waits = eventType(String(list.val()))?.waits;
		$('#sine-simulator-tip-event').text(node._(waits ? 'tip.waits' : 'tip.doesNotWait'));
	};
	list.on('change', show);
	show();
}

function isEmptyOrObject(text: string): boolean {
	return text.trim() === '' || isJsonObject(parseJson(text));
}
