import { ANSWER_WITHIN, DEFAULTS, eventType, type Decision } from '../../protocol';
import { isFromEnvironment } from '../runtime/environment';
import { pathFault } from '../runtime/paths';
import { offerDecisions } from './decisions';
import { eventList, type EventList } from './eventList';
import { showFault, validator, showFaultOnChange } from './faults';
import { fillInDefaults } from './fillIn';
import { linesOf, textOfLines } from './lists';
import { outputMap } from './outputs';
import { freePath, isInUse } from './paths';
import { checkWebhook, prepareWebhook } from './webhook';
import { reachOf, webhookUrl } from './webhookUrl';

interface SineIn {
	name: string;
	webhook: string;
	path: string;
	events: string[];
	ifNoAnswer: Decision;
	noAnswerMessage: string;
	answerWithin: number;
	simplify: boolean;
	visitorTypes: string[];
	sites: string[];
	onlySineAddresses: boolean;
	addresses: string[];
	outputs: number;
}

type Node = SineIn & EditorNode;
type Check = (node: Node, value: unknown) => true | string;

const LISTS = ['visitorTypes', 'sites', 'addresses'] as const;
/** When Node-RED's settings may keep Sine out, the dialog says so. */
const OBSTACLES: readonly string[] = ['off', 'password', 'mayAsk'];

const checks = {
	webhook: checkWebhook,
	path(node, value) {
		const path = String(value);
		if (isFromEnvironment(path)) return true;
		const fault = pathFault(path.trim()) ?? (isInUse(path, node.id) ? 'inUse' : undefined);
		return fault ? node._(`fault.path.${fault}`) : true;
	},
	events: (node, value) =>
		Array.isArray(value) && value.length > 0 ? true : node._('fault.events'),
	answerWithin(node, value) {
		const { min, max } = ANSWER_WITHIN;
		const isInside = value !== '' && Number(value) >= min && Number(value) <= max;
		return isInside || node._('fault.answerWithin', ANSWER_WITHIN);
	},
	noAnswerMessage: (node, value) =>
		node.ifNoAnswer === 'SUCCESS' || String(value).trim() !== '' || node._('fault.noAnswerMessage'),
} satisfies Record<string, Check>;

let events: EventList;

RED.nodes.registerType<SineIn>('sine in', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'sine.svg',
	inputs: 0,
	outputs: 1,
	defaults: {
		name: { value: '' },
		webhook: {
			value: '',
			type: 'sine-webhook',
			required: true,
			validate: validator(checks.webhook),
		},
		path: { value: '/sine', required: true, validate: validator(checks.path) },
		events: { value: [...DEFAULTS.events], validate: validator(checks.events, DEFAULTS.events) },
		ifNoAnswer: { value: DEFAULTS.ifNoAnswer },
		noAnswerMessage: {
			value: DEFAULTS.noAnswerMessage,
			validate: validator(checks.noAnswerMessage, DEFAULTS.noAnswerMessage),
		},
		answerWithin: {
			value: DEFAULTS.answerWithin,
			validate: validator(checks.answerWithin, DEFAULTS.answerWithin),
		},
		simplify: { value: DEFAULTS.simplify },
		visitorTypes: { value: [] },
		sites: { value: [] },
		onlySineAddresses: { value: DEFAULTS.onlySineAddresses },
		addresses: { value: [] },
		outputs: { value: 1 },
	},
	paletteLabel() {
		return this._('paletteLabel');
	},
	label() {
		const [event, ...others] = eventsOf(this);
		if (this.name) return this.name;
		return event && others.length === 0 ? eventLabel(this, event) : this.path;
	},
	labelStyle() {
		return this.name ? 'node_label_italic' : '';
	},
	outputLabels(index) {
		return eventLabel(this, eventsOf(this)[index] ?? '');
	},
	onadd() {
		// A pasted node is in the flow already, and keeps its path.
		if (!RED.nodes.node(this.id)) this.path = freePath(this.path, this.id);
	},
	oneditprepare() {
		fillInDefaults(this);
		prepareEvents(this);
		prepareUrl(this);
		prepareNoAnswer(this);
		prepareLists(this);
		prepareWebhook(this);
	},
	oneditsave() {
		this.events = events.chosen();
		this.answerWithin = Number($('#node-input-answerWithin').val());
		for (const name of LISTS) this[name] = linesOf(String($(`#sine-in-${name}`).val()));
		const path = $('#node-input-path');
		path.val(String(path.val()).trim());
	},
});

/** An imported flow may hold anything instead of a list. */
function eventsOf({ events: chosen }: Node): string[] {
	return Array.isArray(chosen) ? chosen : [];
}

function eventLabel(node: Node, event: string): string {
	return eventType(event) ? node._(`events.${event}.label`) : event;
}

function prepareEvents(node: Node): void {
	const before = eventsOf(node);
	const show = (chosen: readonly string[]) => {
		$('#node-input-outputs').val(JSON.stringify(outputMap(before, chosen)));
		showFault($('#sine-in-events'), checks.events(node, chosen));
	};
	events = eventList($('#sine-in-events'), before, (key) => node._(key), show);
	show(before);
}

function prepareUrl(node: Node): void {
	const path = $('#node-input-path');
	const url = $('#sine-in-url');
	const copy = $('#sine-in-copy');
	const obstacle = OBSTACLES.find((name) => name === RED.settings.sineInHttpNode);
	const reach = reachOf(location, RED.settings.sineInEditorRoot);
	const tips = [...(obstacle ? [obstacle] : []), ...(reach === 'internet' ? [] : [reach])];
	$('#sine-in-tip-reach').text(tips.map((tip) => node._(`tip.${tip}`)).join(' '));
	showFaultOnChange(path, () => {
		const text = String(path.val());
		const isFromVariable = isFromEnvironment(text);
		const fault = checks.path(node, text);
		const isKnown = fault === true && !isFromVariable;
		url.val(isKnown ? webhookUrl(location.origin, RED.settings.httpNodeRoot, text) : '');
		copy.prop('disabled', !isKnown);
		$('#sine-in-tip-environment').prop('hidden', !isFromVariable);
		$('#sine-in-tip-reach').prop('hidden', tips.length === 0 || !(isKnown || obstacle));
		return fault;
	});
	url.on('focus', () => url.trigger('select'));
	copy.on('click', () => {
		RED.clipboard.copyText(String(url.val()), copy, node._('tip.copied'));
	});
}

function prepareNoAnswer(node: Node): void {
	const decision = offerDecisions($('#node-input-ifNoAnswer'), node.ifNoAnswer, (key) =>
		node._(key),
	);
	const message = $('#node-input-noAnswerMessage');
	const answerWithin = $('#node-input-answerWithin').attr(ANSWER_WITHIN);
	showFaultOnChange(answerWithin, () => checks.answerWithin(node, answerWithin.val()));
	showFaultOnChange(message, () => {
		const ifNoAnswer = decision.val() as Decision;
		return checks.noAnswerMessage({ ...node, ifNoAnswer }, message.val());
	});
	decision.on('change', () => {
		$('#sine-in-row-noAnswerMessage').toggle(decision.val() === 'REJECTED');
		message.trigger('change');
	});
	decision.trigger('change');
}

function prepareLists(node: Node): void {
	for (const name of LISTS) $(`#sine-in-${name}`).val(textOfLines(node[name]));
	const onlySine = $('#node-input-onlySineAddresses');
	onlySine.on('change', () =>
		$('#sine-in-row-addresses').toggle(onlySine.prop('checked') === true),
	);
	onlySine.trigger('change');
	const isFiltered = textOfLines(node.visitorTypes) + textOfLines(node.sites) !== '';
	$('#sine-in-filters').prop('open', isFiltered);
	$('#sine-in-more').prop('open', !node.simplify || node.onlySineAddresses);
}
