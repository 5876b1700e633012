import type { NodeAPI, NodeDef } from 'node-red';
import {
	readTriggerSettings,
	keyCheckOf,
	recogniseEvent,
	takenSignatures,
	type TriggerSettings,
	type Keys,
} from '../protocol';
import { deployedWebhooks } from './runtime/deployedWebhooks';
import { couldBeAnswered, deliver, type SineInNode } from './runtime/deliver';
import {
	readSettings,
	settingAsText,
	type SettingKind,
	type SettingsReading,
} from './runtime/readSettings';
import { refuseCall } from './runtime/withoutFlow';
import { writeResponse } from '../io/http';
import { keysOf } from './runtime/keysOf';
import { pathFault, routeOf } from './runtime/paths';
import { runtimeOf, type Runtime } from './runtime/runtime';
import { settingFaultMessage } from './runtime/settingFaults';
import {
	createStatus,
	type Fault,
	type SineInStatus,
	type StatusNode,
} from './runtime/sineInStatus';
import { warn } from './runtime/nodeLog';
import type { Listener } from './runtime/listener';

/** What each property holds. */
const SETTINGS = {
	name: 'own',
	/** The id of a `sine-webhook`. */
	webhook: 'reference',
	path: 'path',
	events: 'events',
	ifNoAnswer: 'decision',
	noAnswerMessage: 'text',
	answerWithin: 'number',
	simplify: 'flag',
	visitorTypes: 'list',
	sites: 'list',
	onlySineAddresses: 'protection',
	addresses: 'list',
	outputs: 'own',
} as const satisfies Record<string, SettingKind>;

type SineInDefinition = NodeDef & Readonly<Partial<Record<keyof typeof SETTINGS, unknown>>>;
type Reading = SettingsReading<keyof typeof SETTINGS>;

/** Whether Sine's calls can reach Node-RED's nodes. The editor shows it. */
type HttpNode = 'open' | 'off' | 'password' | 'mayAsk';

const taken = takenSignatures();

const PROXY_SETTING = '"trust proxy" in the httpServerOptions of settings.js';

/** Where Sine's calls enter a flow. */
export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);
	const httpNode = httpNodeOf(RED);

	runtime.webhooks.readDeployed(
		deployedWebhooks(RED, ({ definition, keys }) => {
			const node = stoppedNode(RED, definition);
			const { path } = definition as SineInDefinition;
			const sign = createStatus(RED, runtime.timers, node, settingAsText(path));
			return refusingListener(readSettings(SETTINGS, definition), keys, sign);
		}),
	);

	function SineIn(this: SineInNode, definition: SineInDefinition): void {
		RED.nodes.createNode(this, definition);
		const path = settingAsText(definition.path);
		const sign = createStatus(RED, runtime.timers, this, path);
		this.on('close', sign.clear);
		const reading = readSettings(SETTINGS, definition);
		for (const fault of reading.faults) warn(this, settingFaultMessage(RED, fault));
		const fault = faultOf(reading, httpNode);
		if (fault) {
			sign.fault(fault);
			return;
		}
		const route = routeOf(settingAsText(reading.settings.path));
		const keys = keysOf(RED, reading.settings.webhook);
		const standing = listenerState(reading, sign);
		const listener = listenerOf(runtime, this, reading, keys, sign, standing);
		runtime.webhooks.open(route, listener);
		const look = deadEndsOf(runtime, this, listener.settings, standing);
		runtime.wiring.onceStarted.add(look);
		this.on('close', () => {
			runtime.wiring.onceStarted.delete(look);
			runtime.calls.giveUpAll('stopped', (node) => node === this);
			runtime.webhooks.close(route, listener);
		});
	}

	RED.nodes.registerType('sine in', SineIn, {
		settings: {
			sineInHttpNode: { value: httpNode, exportable: true },
			sineInEditorRoot: { value: RED.settings.httpAdminRoot, exportable: true },
		},
	});
}

function httpNodeOf(RED: NodeAPI): HttpNode {
	const { httpNodeRoot, httpNodeAuth } = RED.settings as {
		httpNodeRoot?: unknown;
		httpNodeAuth?: unknown;
	};
	if (httpNodeRoot === false) return 'off';
	if (typeof httpNodeAuth === 'function' || Array.isArray(httpNodeAuth)) return 'mayAsk';
	return httpNodeAuth ? 'password' : 'open';
}

function faultOf({ settings: { path } }: Reading, httpNode: HttpNode): Fault | undefined {
	if (httpNode === 'off') return 'notReachable';
	return pathFault(path) ? 'wrongPath' : undefined;
}

/** What stands in the way of calls, until a deploy ends it. The worst of it is shown. */
interface ListenerState {
	claimed(fault: Fault | undefined): void;
	deadEnd(fault: Fault | undefined): void;
}

function listenerState({ faults: [setting] }: Reading, sign: SineInStatus): ListenerState {
	let claim: Fault | undefined;
	let deadEnd: Fault | undefined;
	let told: Fault | undefined;
	const show = () => {
		const fault = claim ?? deadEnd;
		if (fault && fault !== told) sign.fault(fault);
		else if (!fault && setting)
			sign.setting(setting.variable === undefined ? 'unreadable' : 'notSet');
		else if (!fault) sign.latest('listening');
		told = fault;
	};
	return {
		claimed(fault) {
			claim = fault;
			show();
		},
		deadEnd(fault) {
			if (fault === deadEnd) return;
			deadEnd = fault;
			show();
		},
	};
}

/** Looks, after each deploy, for events whose visitors nobody could answer, and tells of them. */
function deadEndsOf(
	runtime: Runtime,
	node: SineInNode,
	{ events }: TriggerSettings,
	standing: ListenerState,
): () => void {
	const waiting = [...events.entries()].filter(([, event]) => recogniseEvent(event).type.waits);
	return () => {
		const ends = waiting
			.map(([output]) => output)
			.filter((output) => !couldBeAnswered(runtime, node, output));
		const isHabit = ends.some((output) =>
			runtime.wiring.graph()?.leadsTo('http response', node.id, output),
		);
		const found = isHabit ? 'httpResponse' : 'noRespond';
		standing.deadEnd(ends.length > 0 ? found : undefined);
	};
}

/** Answers calls while the flows are stopped; none of them reaches a flow. */
function refusingListener({ settings }: Reading, keys: Keys | null, sign: SineInStatus): Listener {
	return {
		settings: readTriggerSettings(settings, keyCheckOf(keys, taken), PROXY_SETTING),
		claimed: () => undefined,
		take: () => undefined,
		refused({ reason, log }) {
			sign.refused(reason, log);
		},
		unstarted(cause) {
			sign.unanswered(cause);
		},
		log: sign.log,
	};
}

function listenerOf(
	runtime: Runtime,
	node: SineInNode,
	reading: Reading,
	keys: Keys | null,
	sign: SineInStatus,
	standing: ListenerState,
): Listener {
	const listener = refusingListener(reading, keys, sign);
	return {
		...listener,
		claimed(isOwner) {
			if (!isOwner) standing.claimed('pathInUse');
			else if (!keys?.apiKey) standing.claimed('noKey');
			else standing.claimed(listener.settings.events.length === 0 ? 'noEvents' : undefined);
		},
		take(call, outcome) {
			if (outcome.kind === 'deliver') {
				if (outcome.log) sign.log(outcome.log);
				deliver(runtime, node, sign, call, outcome);
				return;
			}
			if (outcome.kind === 'refuse') {
				refuseCall(call, listener, outcome);
				return;
			}
			writeResponse(call, outcome.response);
			sign.log(outcome.log);
		},
	};
}

/** Stands for a node that has not started, so that the log tells of its calls. */
function stoppedNode(RED: NodeAPI, { id, name }: NodeDef): StatusNode {
	const write = (level: number) => (msg: unknown) => {
		(RED.log as unknown as Log).log({ level, id, type: 'sine in', ...(name && { name }), msg });
	};
	return { status: () => undefined, log: write(RED.log.INFO), warn: write(RED.log.WARN) };
}

/** What Node-RED's log takes; its own types leave most of it out. */
interface Log {
	log(line: { level: number; id: string; type: string; name?: string; msg: unknown }): void;
}
