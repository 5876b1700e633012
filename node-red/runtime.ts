import type { Node, NodeAPI, NodeDef } from 'node-red';
import { alarmClock, type Alarms } from '../clock/alarms';
import { waitingCalls, type Calls } from './calls';
import { couldBeCaught } from './catchers';
import { routeOf } from './paths';
import { webhooks, type Webhooks } from './webhooks';

/** What our nodes share in one Node-RED. */
export interface Runtime {
	readonly alarms: Alarms;
	readonly calls: Calls;
	readonly webhooks: Webhooks;
}

const runtimes = new WeakMap<object, Runtime>();

/** The one runtime behind every `RED` that Node-RED hands to our modules. */
export function runtimeOf(RED: NodeAPI): Runtime {
	const runtime = runtimes.get(RED.events) ?? join(RED);
	runtimes.set(RED.events, runtime);
	return runtime;
}

function join(RED: NodeAPI): Runtime {
	const alarms = alarmClock((error) => {
		RED.log.error(error);
	});
	const runtime = {
		alarms,
		calls: waitingCalls(),
		webhooks: webhooks(
			alarms,
			hasFlows(RED),
			(route) => hasFlows(RED) && isServedByHttpIn(RED, route),
		),
	};
	RED.httpNode.use(runtime.webhooks.middleware);
	followDeploys(RED, runtime);
	followErrors(RED, runtime);
	return runtime;
}

/** Whether our package has been installed into a Node-RED whose flows have long been there. */
function hasFlows(RED: NodeAPI): boolean {
	try {
		RED.nodes.eachNode(() => undefined);
		return true;
	} catch {
		return false; // It throws until flows have been loaded.
	}
}

/** What Node-RED tells of a deploy. The lists hold ids of nodes and flows. */
interface Deploy {
	readonly type: string;
	readonly diff?: Readonly<
		Partial<Record<'changed' | 'removed' | 'rewired' | 'linked' | 'flowChanged', readonly string[]>>
	>;
}

/** What Node-RED tells its editor. Flows that stop for a deploy are said to do so. */
interface RuntimeEvent {
	readonly id: string;
	readonly payload?: {
		readonly state?: string;
		readonly deploy?: boolean;
		readonly error?: string;
	};
}

/** A deploy that stops a flow answers the calls which wait in it, before any of its nodes closes. */
function followDeploys(RED: NodeAPI, { calls, webhooks }: Runtime): void {
	RED.events.on('flows:stopping', ({ type, diff = {} }: Deploy) => {
		webhooks.flowsStop();
		const { changed = [], removed = [], rewired = [], linked = [], flowChanged = [] } = diff;
		const touched = new Set([...changed, ...removed, ...rewired, ...linked, ...flowChanged]);
		calls.giveUpAll(
			'stopped',
			({ id, z, _alias }) =>
				type === 'full' ||
				[id, z, _alias].some((place) => place !== undefined && touched.has(place)),
		);
	});
	RED.events.on('flows:starting', webhooks.flowsStop);
	RED.events.on('runtime-event', ({ id, payload }: RuntimeEvent) => {
		const isEnd = payload?.state === 'stop' && !payload.deploy && !payload.error;
		if (id === 'runtime-state' && isEnd) webhooks.flowsEnded();
	});
	RED.events.on('flows:started', () => {
		webhooks.flowsStarted();
	});
}

interface Completion {
	readonly msg?: { readonly sine?: { readonly id?: unknown } };
	readonly node: { readonly node: Node };
	readonly error?: unknown;
}

/** A flow's error that nothing in the flow can deal with ends the waiting at once. */
function followErrors(RED: NodeAPI, { calls }: Runtime): void {
	RED.hooks.add('onComplete.sine', ({ msg, node, error }: Completion) => {
		if (!error) return;
		const id = msg?.sine?.id;
		if (typeof id !== 'string' || !calls.isWaiting(id)) return;
		if (!couldBeCaught(RED, node.node)) calls.giveUp(id, 'failed');
	});
}

interface HttpIn extends NodeDef {
	readonly d?: boolean;
	readonly disabled?: boolean;
	readonly method?: string;
	readonly url?: string;
}

function isServedByHttpIn(RED: NodeAPI, route: string): boolean {
	const runningFlows = new Set<string>();
	const flows: string[] = [];
	RED.nodes.eachNode((definition) => {
		const { id, type, z, d, disabled, method, url = '' } = definition as HttpIn;
		if (d || disabled) return;
		if (type === 'tab') runningFlows.add(id);
		// The nodes of a subflow run where it is used.
		if (type.startsWith('subflow:')) runningFlows.add(type.slice('subflow:'.length));
		if (type !== 'http in' || method !== 'post') return;
		if (routeOf(url.startsWith('/') ? url : `/${url}`) === route) flows.push(z);
	});
	return flows.some((flow) => runningFlows.has(flow));
}
