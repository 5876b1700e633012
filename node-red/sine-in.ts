import type { NodeAPI, NodeDef } from 'node-red';
import { flowOf, keyCheckOf, recogniseEvent, type Flow, type Settings } from '../protocol';
import { couldBeAnswered, deliver, type SineInNode } from './deliver';
import { writeAnswer } from './http';
import { keysOf } from './keysOf';
import { pathFault, routeOf } from './paths';
import { runtimeOf, type Runtime } from './runtime';
import { signOf, type Fault, type Sign } from './sign';
import type { Listener } from './webhooks';

interface SineInDefinition extends NodeDef, Settings {
	/** The id of a `sine-webhook`. */
	readonly webhook: string;
	readonly path: string;
}

/** Whether Sine's calls can reach Node-RED's nodes. The editor shows it. */
type HttpNode = 'open' | 'off' | 'password';

const PROXY_SETTING = '"trust proxy" in the httpServerOptions of settings.js';

/** Where Sine's calls enter a flow. */
export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);
	const httpNode = httpNodeOf(RED);

	function SineIn(this: SineInNode, definition: SineInDefinition): void {
		RED.nodes.createNode(this, definition);
		const sign = signOf(RED, runtime.alarms, this, definition.path);
		this.on('close', sign.clear);
		const fault = faultOf(definition, httpNode);
		if (fault) {
			sign.fault(fault);
			return;
		}
		const route = routeOf(definition.path);
		const listener = listenerOf(RED, runtime, this, definition, sign);
		runtime.webhooks.open(route, listener);
		const look = deadEndsOf(runtime, this, listener.flow, sign);
		runtime.wiring.onceStarted.add(look);
		this.on('close', () => {
			runtime.wiring.onceStarted.delete(look);
			runtime.calls.giveUpAll('stopped', (node) => node === this);
			runtime.webhooks.close(route, listener);
		});
	}

	RED.nodes.registerType('sine in', SineIn, {
		settings: { sineInHttpNode: { value: httpNode, exportable: true } },
	});
}

function httpNodeOf(RED: NodeAPI): HttpNode {
	const { httpNodeRoot, httpNodeAuth } = RED.settings;
	if (httpNodeRoot === false) return 'off';
	return httpNodeAuth ? 'password' : 'open';
}

function faultOf({ path }: SineInDefinition, httpNode: HttpNode): Fault | undefined {
	if (httpNode === 'off') return 'notReachable';
	return pathFault(path) ? 'wrongPath' : undefined;
}

/** Looks, after each deploy, for events whose visitors nobody could answer, and tells of them. */
function deadEndsOf(runtime: Runtime, node: SineInNode, { events }: Flow, sign: Sign): () => void {
	const waiting = [...events.entries()].filter(([, event]) => recogniseEvent(event).type.waits);
	let told: Fault | undefined;
	return () => {
		const ends = waiting
			.map(([output]) => output)
			.filter((output) => !couldBeAnswered(runtime, node, output));
		const isHabit = ends.some((output) =>
			runtime.wiring.graph()?.leadsTo('http response', node.id, output),
		);
		const found = isHabit ? 'httpResponse' : 'noRespond';
		const fault = ends.length > 0 ? found : undefined;
		if (fault === told) return;
		told = fault;
		if (fault) sign.fault(fault);
		else sign.latest('listening');
	};
}

function listenerOf(
	RED: NodeAPI,
	runtime: Runtime,
	node: SineInNode,
	definition: SineInDefinition,
	sign: Sign,
): Listener {
	const keys = keysOf(RED, definition.webhook);
	const flow = flowOf(definition, keyCheckOf(keys), PROXY_SETTING);
	return {
		flow,
		claimed(isOwner) {
			if (!isOwner) sign.fault('pathInUse');
			else if (!keys?.apiKey) sign.fault('noKey');
			else if (flow.events.length === 0) sign.fault('noEvents');
			else sign.latest('listening');
		},
		refused({ reason, log }) {
			sign.refused(reason, log);
		},
		unstarted() {
			sign.unanswered('refused');
		},
		take(arrival, outcome) {
			if (outcome.kind === 'deliver') {
				if (outcome.log) sign.log(outcome.log);
				deliver(runtime, node, sign, arrival, outcome);
				return;
			}
			writeAnswer(arrival, outcome.answer);
			if (outcome.kind === 'refuse') sign.refused(outcome.reason, outcome.log);
			else sign.log(outcome.log);
		},
	};
}
