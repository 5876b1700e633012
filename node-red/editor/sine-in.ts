import { eventType, SINE_IN_SETTINGS } from '../../protocol';
import { isFromEnvironment } from '../runtime/environment';
import { pathFault } from '../runtime/paths';
import { dialogOf, type Check } from './dialog';
import { eventList, type EventList } from './eventList';
import { showFault } from './faults';
import { textForSine } from './forSine';
import { keyForSine } from './keys';
import { decisions, lines, seconds } from './kinds';
import { showLastCalls } from './lastCalls';
import { outputMap } from './outputs';
import { freePath, isInUse } from './paths';
import { keyNode } from './keyNode';
import { reachOf, webhookUrl } from './webhookUrl';

interface SineIn {
	name: string;
	path: string;
	events: string[];
}

type SineInNode = SineIn & EditorNode;

/** When Node-RED's settings may keep Sine out, the dialog says so. */
const OBSTACLES: readonly string[] = ['off', 'password', 'mayAsk'];

const checks = {
	path(node, value) {
		const path = String(value);
		if (isFromEnvironment(path)) return true;
		const fault = pathFault(path.trim()) ?? (isInUse(path, node.id) ? 'inUse' : undefined);
		return fault ? node._(`fault.path.${fault}`) : true;
	},
	events: (node, value) =>
		Array.isArray(value) && value.length > 0 ? true : node._('fault.events'),
	answerWithin(node, value) {
		const { limits } = SINE_IN_SETTINGS.answerWithin;
		const isInside = value !== '' && Number(value) >= limits.min && Number(value) <= limits.max;
		return isInside || node._('fault.answerWithin', limits);
	},
	noAnswerMessage: (node, value) => String(value).trim() !== '' || node._('fault.noAnswerMessage'),
} satisfies Record<string, Check>;

const dialog = dialogOf('sine-in', SINE_IN_SETTINGS, {
	kinds: { keyNode, names: lines, fallback: decisions, seconds },
	checks,
});

// Node-RED's scorecard reads no spread inside a definition.
const defaults = { ...dialog.defaults, outputs: { value: 1 } };

let events: EventList;

RED.nodes.registerType<SineIn>('sine in', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'sine.svg',
	inputs: 0,
	outputs: 1,
	defaults,
	paletteLabel() {
		return this._('paletteLabel');
	},
	label() {
		const [event, ...others] = eventsOf(this);
		if (this.name) return this.name;
		if (!event) return this.path;
		const more = others.length > 0 ? ` + ${others.length}` : '';
		return eventLabel(this, event) + more;
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
		dialog.prepare(this);
		prepareEvents(this);
		prepareUrl(this);
		prepareTabs(this);
		showLastCalls(this);
	},
	oneditsave() {
		dialog.save(this);
		this.events = events.chosen();
		const path = $('#node-input-path');
		path.val(String(path.val()).trim());
	},
});

/** An imported flow may hold anything instead of a list. */
function eventsOf({ events: chosen }: SineInNode): string[] {
	return Array.isArray(chosen) ? chosen : [];
}

function eventLabel(node: SineInNode, event: string): string {
	return eventType(event) ? node._(`events.${event}.label`) : event;
}

function prepareEvents(node: SineInNode): void {
	const before = eventsOf(node);
	const show = (chosen: readonly string[]) => {
		$('#node-input-outputs').val(JSON.stringify(outputMap(before, chosen)));
		showFault($('#sine-in-events'), checks.events(node, chosen));
	};
	events = eventList($('#sine-in-events'), before, (key) => node._(key), show);
	show(before);
}

function prepareUrl(node: SineInNode): void {
	const path = $('#node-input-path');
	const url = $('#sine-in-url');
	const copy = $('#sine-in-copy');
	const copyForSine = $('#sine-in-copy-for-sine');
	const obstacle = OBSTACLES.find((name) => name === RED.settings.sineInHttpNode);
	const reach = reachOf(location, RED.settings.sineInEditorRoot);
	const tips = [...(obstacle ? [obstacle] : []), ...(reach === 'internet' ? [] : [reach])];
	$('#sine-in-tip-reach').text(tips.map((tip) => node._(`tip.${tip}`)).join(' '));
	const show = () => {
		const text = String(path.val());
		const isFromVariable = isFromEnvironment(text);
		const isKnown = checks.path(node, text) === true && !isFromVariable;
		url.val(isKnown ? webhookUrl(location.origin, RED.settings.httpNodeRoot, text) : '');
		copy.add(copyForSine).prop('disabled', !isKnown);
		$('#sine-in-tip-environment').prop('hidden', !isFromVariable);
		$('#sine-in-tip-reach').prop('hidden', tips.length === 0 || !(isKnown || obstacle));
	};
	path.on('input change', show);
	show();
	url.on('focus', () => url.trigger('select'));
	copy.on('click', () => {
		RED.clipboard.copyText(String(url.val()), copy, node._('tip.copied'));
	});
	copyForSine.on('click', () => {
		const text = textForSine((key) => node._(`forSine.${key}`), {
			url: String(url.val()),
			key: keyForSine(String($('#node-input-webhook').val())),
			eventLabels: events.chosen().map((event) => eventLabel(node, event)),
		});
		RED.clipboard.copyText(text, copyForSine, node._('tip.copied'));
	});
}

const TABS = ['settings', 'calls'] as const;

function prepareTabs(node: SineInNode): void {
	const tabs = RED.tabs.create({
		id: 'sine-in-tabs',
		onchange({ id }) {
			for (const tab of TABS) $(`#sine-in-tab-${tab}`).prop('hidden', id !== `sine-in-${tab}`);
		},
	});
	for (const tab of TABS) tabs.addTab({ id: `sine-in-${tab}`, label: node._(`label.${tab}Tab`) });
}
