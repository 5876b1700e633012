import {
	EVENT_TYPES,
	eventType,
	isJsonObject,
	parseJson,
	SINE_IN_SETTINGS,
	SINE_SIMULATOR_SETTINGS,
	visitTime,
} from '../../protocol';
import { visitorCard, type Played } from './card';
import { dialogOf, type Check } from './dialog';
import { lines, seconds } from './kinds';
import { findSineIn, sineInChoice, sineInsNear, type SineInEntry } from './sineIns';
import { keyNode } from './keyNode';
import { looksLikeUrl } from './webhookUrl';

interface SineSimulator {
	name: string;
	/** The id of the sine in that it tries; empty where it tries another URL. */
	flow: string;
	webhook: string;
	webhookUrl: string;
	event: string;
}

type SimulatorNode = SineSimulator & EditorNode;

const checkSeconds: Check = (node, value) => Number(value) > 0 || node._('fault.seconds');

const dialog = dialogOf('sine-simulator', SINE_SIMULATOR_SETTINGS, {
	kinds: { keyNode, sineIn: sineInChoice, texts: lines, seconds },
	checks: {
		webhookUrl: (node, value) => looksLikeUrl(String(value)) || node._('fault.webhookUrl'),
		slowAfter: checkSeconds,
		giveUpAfter: checkSeconds,
		date: (node, value) => isVisitTime(value) || node._('fault.date'),
		body: (node, value) => isEmptyOrObject(String(value)) || node._('fault.body'),
	},
});

// Node-RED's scorecard reads no spread inside a definition.
const defaults = {
	...dialog.defaults,
	webhookUrl: { ...dialog.defaults.webhookUrl, value: SINE_IN_SETTINGS.path.default },
};

RED.nodes.registerType<SineSimulator>('sine simulator', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'simulator.svg',
	inputs: 1,
	outputs: 1,
	defaults,
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
		if (RED.nodes.node(this.id)) aimAtCopy(this);
		else aimAt(this, sineInsNear(this)[0]);
	},
	oneditprepare() {
		offerEvents(this);
		dialog.prepare(this);
		$('#sine-simulator-play').on('click', () => {
			playInDialog(this);
		});
	},
	oneditsave() {
		dialog.save(this);
		const target = findSineIn(String($('#node-input-flow').val()));
		if (!target) return;
		// `aimAtCopy` knows the copied sine in by its path, and the key serves other URLs.
		$('#node-input-webhookUrl').val(target.path);
		$('#node-input-webhook').val(target.webhook);
	},
});

function aimAt(node: SineSimulator, target: SineInEntry | undefined): void {
	if (!target) return;
	const { id, path, webhook } = target;
	Object.assign(node, { flow: id, webhookUrl: path, webhook });
}

/** Node-RED gives the nodes that it pastes or imports new ids. */
function aimAtCopy(node: SimulatorNode): void {
	const current = findSineIn(node.flow);
	if (!node.flow || current?.z === node.z) return;
	const samePath = sineInsNear(node).filter(({ path }) => path === node.webhookUrl);
	const copy = samePath.find(({ z }) => z === node.z);
	aimAt(node, copy ?? current ?? samePath[0]);
}

function press(node: SimulatorNode): void {
	if (node.changed) {
		RED.notify(node._('button.notDeployed'), 'warning');
		return;
	}
	$.post(`sine-simulator/${encodeURIComponent(node.id)}`)
		.done((played: Played) => {
			notifyOf(visitorCard(played, node));
		})
		.fail(({ status }) => {
			RED.notify(node._(status === 404 ? 'button.notDeployed' : 'button.failed'), 'error');
		});
}

const CARD_SHOWN_MS = 20_000;

let shownCard: EditorNotification | undefined;

function notifyOf(card: JQuery): void {
	shownCard?.close();
	shownCard = RED.notify(card, { timeout: CARD_SHOWN_MS });
}

function playInDialog(node: SimulatorNode): void {
	const play = $('#sine-simulator-play').prop('disabled', true);
	const shown = $('#sine-simulator-played').text(node._('card.playing'));
	$.post({
		url: 'sine-simulator',
		contentType: 'application/json',
		data: JSON.stringify({ ...dialog.currentValues(), z: node.z }),
	})
		.done((played: Played) => {
			shown.empty().append(visitorCard(played, node));
			shown.get(0)?.scrollIntoView({ block: 'nearest' });
		})
		.fail(({ status }) => {
			const isForbidden = status === 401 || status === 403;
			shown.text(node._(isForbidden ? 'button.notAllowed' : 'button.failed'));
		})
		.always(() => {
			play.prop('disabled', false);
		});
}

function offerEvents(node: SimulatorNode): void {
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

function isVisitTime(value: unknown): boolean {
	return typeof visitTime(value, Date.now()) === 'number';
}

function isEmptyOrObject(text: string): boolean {
	return text.trim() === '' || isJsonObject(parseJson(text));
}
