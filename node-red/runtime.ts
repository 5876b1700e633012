import type { NodeAPI, NodeDef } from 'node-red';
import { alarmClock, type Alarms } from '../clock/alarms';
import { waitingCalls, type Calls } from './calls';
import { followErrors } from './flowErrors';
import { routeOf } from './paths';
import { answerBeforeTheEnd } from './processEnd';
import { report } from './tell';
import { webhooks, type Webhooks } from './webhooks';
import { wiringOf, type Wiring } from './wiring';

/** What our nodes share in one Node-RED. */
export interface Runtime {
	readonly alarms: Alarms;
	readonly calls: Calls;
	readonly webhooks: Webhooks;
	readonly wiring: Wiring;
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
		report(RED, error);
	});
	const shared = {
		alarms,
		calls: waitingCalls(),
		webhooks: webhooks(
			alarms,
			hasFlows(RED),
			(route) => hasFlows(RED) && isServedByHttpIn(RED, route),
		),
	};
	RED.httpNode.use(shared.webhooks.middleware);
	followDeploys(RED, shared);
	const runtime = { ...shared, wiring: wiringOf(RED) };
	followErrors(RED, runtime);
	answerBeforeTheEnd(RED, runtime);
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
function followDeploys(
	RED: NodeAPI,
	{ calls, webhooks }: Pick<Runtime, 'calls' | 'webhooks'>,
): void {
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
