import {
	EVENT_TYPES,
	eventType,
	isJsonObject,
	parseJson,
	SIMULATOR_DEFAULTS,
	type OptionalField,
} from '../../protocol';
import { validator, showFaultOnChange } from './faults';
import { fillInDefaults } from './fillIn';
import { linesOf, textOfLines } from './lists';
import { checkWebhook, prepareWebhook } from './webhook';
import { looksLikeUrl } from './webhookUrl';

type Defaults = typeof SIMULATOR_DEFAULTS;

interface SineSimulator extends Omit<
	{ -readonly [Name in keyof Defaults]: Defaults[Name] extends string ? string : number },
	'answers'
> {
	name: string;
	webhook: string;
	webhookUrl: string;
	allowMessageUrl: boolean;
	answers: string[];
}

type Node = SineSimulator & EditorNode;
type Check = (node: EditorNode, value: unknown) => true | string;

const checks = {
	webhook: checkWebhook,
	webhookUrl: (node, value) => looksLikeUrl(String(value)) || node._('fault.webhookUrl'),
	seconds: (node, value) => Number(value) > 0 || node._('fault.seconds'),
	body: (node, value) => isEmptyOrObject(String(value)) || node._('fault.body'),
} satisfies Record<string, Check>;

const withDefault = <Name extends keyof Defaults>(name: Name) => ({
	value: SIMULATOR_DEFAULTS[name],
});

RED.nodes.registerType<SineSimulator>('sine simulator', {
	category: 'Sine',
	color: '#8fd0cb',
	icon: 'sine.svg',
	inputs: 1,
	outputs: 1,
	defaults: {
		name: { value: '' },
		webhook: {
			value: '',
			type: 'sine-webhook',
			required: true,
			validate: validator(checks.webhook),
		},
		webhookUrl: { value: '/sine', required: true, validate: validator(checks.webhookUrl) },
		event: withDefault('event'),
		firstName: withDefault('firstName'),
		lastName: withDefault('lastName'),
		email: withDefault('email'),
		mobile: withDefault('mobile'),
		company: withDefault('company'),
		visitorType: withDefault('visitorType'),
		site: withDefault('site'),
		externalId: withDefault('externalId'),
		inviteId: withDefault('inviteId'),
		passId: withDefault('passId'),
		host: withDefault('host'),
		hostEmail: withDefault('hostEmail'),
		hostMobile: withDefault('hostMobile'),
		answers: { value: [...SIMULATOR_DEFAULTS.answers] },
		body: { ...withDefault('body'), validate: validator(checks.body, SIMULATOR_DEFAULTS.body) },
		rejectionMessage: withDefault('rejectionMessage'),
		slowAfter: {
			...withDefault('slowAfter'),
			validate: validator(checks.seconds, SIMULATOR_DEFAULTS.slowAfter),
		},
		giveUpAfter: {
			...withDefault('giveUpAfter'),
			validate: validator(checks.seconds, SIMULATOR_DEFAULTS.giveUpAfter),
		},
		allowMessageUrl: { value: false },
	},
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
		fillInDefaults(this);
		prepareWebhook(this);
		prepareTarget(this);
		prepareEvent(this);
		prepareMore(this);
	},
	oneditsave() {
		this.answers = linesOf(String($('#sine-simulator-answers').val()));
		this.slowAfter = Number($('#node-input-slowAfter').val());
		this.giveUpAfter = Number($('#node-input-giveUpAfter').val());
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

function prepareTarget(node: Node): void {
	const url = $('#node-input-webhookUrl');
	showFaultOnChange(url, () => checks.webhookUrl(node, url.val()));
	const paths = new Set(targets().map(({ path }) => path));
	for (const path of paths) $('#sine-simulator-paths').append($('<option>').val(path));
}

function prepareEvent(node: Node): void {
	const list = $('#node-input-event');
	for (const { value } of EVENT_TYPES) {
		list.append(
			$('<option>')
				.val(value)
				.text(node._(`events.${value}.label`)),
		);
	}
	list.val(node.event).on('change', () => {
		const type = eventType(String(list.val()));
		const carried: readonly OptionalField[] = type?.carries ?? [];
		$('[data-sine-carried]').each((_index, element) => {
			$(element).toggle(carried.includes(element.dataset.sineCarried as OptionalField));
		});
		$('#sine-simulator-tip-event').text(node._(type?.waits ? 'tip.waits' : 'tip.doesNotWait'));
	});
	list.trigger('change');
}

function prepareMore(node: Node): void {
	$('#sine-simulator-answers').val(textOfLines(node.answers));
	for (const name of ['slowAfter', 'giveUpAfter'] as const) {
		const field = $(`#node-input-${name}`);
		showFaultOnChange(field, () => checks.seconds(node, field.val()));
	}
	const own = $('#node-input-body');
	showFaultOnChange(own, () => checks.body(node, own.val()));
	$('#sine-simulator-expert').prop('open', node.body.trim() !== '' || node.allowMessageUrl);
	$('#sine-simulator-sine').prop('open', node.rejectionMessage.trim() !== '');
}

function isEmptyOrObject(text: string): boolean {
	return text.trim() === '' || isJsonObject(parseJson(text));
}
