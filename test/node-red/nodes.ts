import { randomUUID } from 'node:crypto';
import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { DEFAULTS } from '../../protocol';
import { KEYS } from '../tables/requests';

/** A node on a flow, with the ids of its followers by output. */
export interface FlowNode extends FlowEntry {
	readonly wires: ReadonlyArray<readonly string[]>;
}

type Properties = Readonly<Record<string, unknown>>;

/** The config node with the key of the request table. */
export const KEY: FlowEntry = {
	id: 'sine-webhook-of-the-tests',
	type: 'sine-webhook',
	name: '',
	credentials: KEYS,
};

export function node(type: string, properties: Properties = {}): FlowNode {
	return { id: randomUUID(), type, name: '', x: 0, y: 0, wires: [], ...properties };
}

/** Listens at a path of its own, unless it is given one. */
export function sineIn(settings: Properties = {}): FlowNode & { readonly path: string } {
	const events = (settings.events ?? DEFAULTS.events) as readonly string[];
	const path = `/${randomUUID()}`;
	return {
		...node('sine in', {
			...DEFAULTS,
			webhook: KEY.id,
			visitorTypes: [],
			sites: [],
			addresses: [],
			outputs: events.length,
		}),
		path,
		...settings,
	};
}

/** The properties of a sine respond as the editor adds it. */
export const RESPOND_DEFAULTS = {
	decision: 'REJECTED',
	adminNotes: 'adminNotes',
	adminNotesType: 'msg',
	visitorNotes: 'visitorNotes',
	visitorNotesType: 'msg',
	rejectionMessage: 'rejectionMessage',
	rejectionMessageType: 'msg',
};

export function sineRespond(settings: Properties = {}): FlowNode {
	return node('sine respond', { ...RESPOND_DEFAULTS, ...settings });
}

/** Approves with notes for the visitor. */
export function approve(visitorNotes = ''): FlowNode {
	return sineRespond({ decision: 'SUCCESS', visitorNotes, visitorNotesType: 'str' });
}

export function reject(rejectionMessage: string): FlowNode {
	return sineRespond({ rejectionMessage, rejectionMessageType: 'str' });
}

/** Runs a line of JavaScript for each message. */
export function run(line: string): FlowNode {
	return node('function', { func: line, outputs: 1, noerr: 0, initialize: '', finalize: '' });
}

/** Starts a flow, as the inject node does when its button is pressed. */
export function inject(): FlowNode {
	return node('inject', { props: [], repeat: '', crontab: '', once: false });
}

/** Sets a part of the message, as the change node does. */
export function set(property: string, value: string, valueType: string): FlowNode {
	const rule = { t: 'set', p: property, pt: 'msg', to: value, tot: valueType };
	return node('change', { rules: [rule] });
}

export function delay(seconds: number): FlowNode {
	return node('delay', {
		pauseType: 'delay',
		timeout: String(seconds),
		timeoutUnits: 'seconds',
		rate: '1',
		nbRateUnits: '1',
		rateUnits: 'second',
		randomFirst: '1',
		randomLast: '5',
		randomUnits: 'seconds',
		drop: false,
		allowrate: false,
		outputs: 1,
	});
}

/** Makes a message of each entry of a list in `msg.payload`. */
export function split(): FlowNode {
	return node('split', {
		splt: '\\n',
		spltType: 'str',
		arraySplt: 1,
		arraySpltType: 'len',
		stream: false,
		addname: '',
		property: 'payload',
	});
}

/** Makes one message of the parts that a split made. */
export function join(): FlowNode {
	return node('join', { mode: 'auto' });
}

/** Lets nothing through. */
export function stop(): FlowNode {
	return node('switch', {
		property: 'payload',
		propertyType: 'msg',
		rules: [{ t: 'false' }],
		checkall: 'true',
		repair: false,
		outputs: 1,
	});
}

/** Catches the errors of its flow; of some nodes, of its group, or what nobody else caught. */
export function catcher(settings: Properties = {}): FlowNode {
	return node('catch', { scope: null, uncaught: false, ...settings });
}

/** Remembers what comes, and passes it on. */
export function probe(): FlowNode {
	return node('test probe');
}

/** Wires the outputs of a node, each to any number of others. */
export function wired<From extends FlowNode>(from: From, ...outputs: FlowNode[][]): From {
	return { ...from, wires: outputs.map((targets) => targets.map(({ id }) => id)) };
}

/** Wires all outputs of each node to the next node. */
export function inARow(...nodes: FlowNode[]): FlowNode[] {
	return nodes.map((from, index) => {
		const next = nodes[index + 1];
		if (!next) return from;
		return wired(from, ...Array.from({ length: Number(from.outputs ?? 1) }, () => [next]));
	});
}

/** Puts nodes onto a flow of their own. */
export function onTab(nodes: readonly FlowEntry[], properties: Properties = {}): FlowEntry[] {
	const tab = { id: randomUUID(), type: 'tab', label: 'Test', ...properties };
	return [tab, ...nodes.map((entry) => ({ ...entry, z: tab.id }))];
}
