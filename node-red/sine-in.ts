import type { NodeAPI, NodeDef } from 'node-red';
import {
	keyCheckOf,
	readTriggerSettings,
	SINE_IN_SETTINGS,
	takenSignatures,
	type Keys,
} from '../protocol';
import { deployedWebhooks } from './runtime/deployedWebhooks';
import { deliver } from './runtime/deliver';
import type { SineInNode } from './runtime/sineInNode';
import { readSettings, settingAsText, type SettingsReading } from './runtime/readSettings';
import { storedKinds } from './runtime/storedKinds';
import { answerCall, refuseCall } from './runtime/withoutFlow';
import { loggedCall, serveCallLog } from './runtime/callRoute';
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
import type { Listener, ListenerWithoutFlow } from './runtime/listener';
import { deadEndCheck, listenerFaults, type ListenerFaults } from './runtime/listenerFaults';

const SETTINGS = { ...storedKinds(SINE_IN_SETTINGS), outputs: 'own' } as const;

type SineInDefinition = NodeDef & Readonly<Partial<Record<keyof typeof SETTINGS, unknown>>>;
type Reading = SettingsReading<keyof typeof SETTINGS>;

type HttpNodeAccess = 'open' | 'off' | 'password' | 'mayAsk';

const usedSignatures = takenSignatures();

const PROXY_SETTING = '"trust proxy" in the httpServerOptions of settings.js';

export default function (RED: NodeAPI): void {
	const runtime = runtimeOf(RED);
	const httpNode = httpNodeOf(RED);

	runtime.webhooks.readDeployed(
		deployedWebhooks(RED, ({ definition, keys }) => {
			const node = stoppedNode(RED, definition);
			const { path } = definition as SineInDefinition;
			const status = createStatus(RED, runtime.timers, node, settingAsText(path));
			const reading = readSettings(SETTINGS, definition);
			return listenerWithoutFlow(runtime, definition.id, reading, keys, status);
		}),
	);

	function SineIn(this: SineInNode, definition: SineInDefinition): void {
		RED.nodes.createNode(this, definition);
		const path = settingAsText(definition.path);
		const status = createStatus(RED, runtime.timers, this, path);
		this.on('close', status.clear);
		const reading = readSettings(SETTINGS, definition);
		for (const fault of reading.faults) warn(this, settingFaultMessage(RED, fault));
		const fault = faultOf(reading, httpNode);
		if (fault) {
			status.fault(fault);
			return;
		}
		this.target = {
			webhookUrl: reading.settings.path,
			webhook: reading.settings.webhook,
		};
		const route = routeOf(settingAsText(reading.settings.path));
		const keys = keysOf(RED, reading.settings.webhook);
		const faults = listenerFaults(status, reading.faults);
		const listener = listenerOf(runtime, this, reading, keys, status, faults);
		runtime.webhooks.open(route, listener);
		const checkDeadEnds = deadEndCheck(runtime, this, listener.settings.events, faults);
		runtime.wiring.onStart.add(checkDeadEnds);
		this.on('close', (isRemoved: boolean, done: () => void) => {
			runtime.wiring.onStart.delete(checkDeadEnds);
			runtime.calls.giveUpAll('stopped', (node) => node === this);
			runtime.webhooks.close(route, listener);
			if (isRemoved) runtime.callLog.forget(this._alias ?? this.id);
			done();
		});
	}

	serveCallLog(RED, runtime.callLog);
	RED.nodes.registerType('sine in', SineIn, {
		settings: {
			sineInHttpNode: { value: httpNode, exportable: true },
			sineInEditorRoot: { value: RED.settings.httpAdminRoot, exportable: true },
		},
	});
}

function httpNodeOf(RED: NodeAPI): HttpNodeAccess {
	const { httpNodeRoot, httpNodeAuth } = RED.settings as {
		httpNodeRoot?: unknown;
		httpNodeAuth?: unknown;
	};
	if (httpNodeRoot === false) return 'off';
	if (typeof httpNodeAuth === 'function' || Array.isArray(httpNodeAuth)) return 'mayAsk';
	return httpNodeAuth ? 'password' : 'open';
}

function faultOf({ settings: { path } }: Reading, httpNode: HttpNodeAccess): Fault | undefined {
	if (httpNode === 'off') return 'notReachable';
	return pathFault(path) ? 'wrongPath' : undefined;
}

function listenerWithoutFlow(
	{ callLog }: Runtime,
	id: string,
	{ settings: stored }: Reading,
	keys: Keys | null,
	status: SineInStatus,
): ListenerWithoutFlow {
	const settings = readTriggerSettings(stored, keyCheckOf(keys, usedSignatures), PROXY_SETTING);
	return {
		settings,
		answered(call, response) {
			const entry = loggedCall(call, response, settings, stored.keepNames === true);
			if (entry) callLog.add(id, entry);
		},
		callRefused({ reason, log }) {
			status.callRefused(reason, log);
		},
		answeredWithoutFlow(cause) {
			status.unanswered(cause);
		},
		log: status.log,
	};
}

function listenerOf(
	runtime: Runtime,
	node: SineInNode,
	reading: Reading,
	keys: Keys | null,
	status: SineInStatus,
	faults: ListenerFaults,
): Listener {
	const id = node._alias ?? node.id;
	const listener = listenerWithoutFlow(runtime, id, reading, keys, status);
	return {
		...listener,
		ownershipChanged(isOwner) {
			if (!isOwner) faults.showRouteFault('pathInUse');
			else if (!keys?.apiKey) faults.showRouteFault('noKey');
			else faults.showRouteFault(listener.settings.events.length === 0 ? 'noEvents' : undefined);
		},
		take(call, outcome) {
			if (outcome.kind === 'deliver') {
				if (outcome.log) status.log(outcome.log);
				deliver(runtime, node, { ...status, answered: listener.answered }, call, outcome);
				return;
			}
			if (outcome.kind === 'refuse') {
				refuseCall(call, listener, outcome);
				return;
			}
			answerCall(call, listener, outcome.response);
			status.log(outcome.log);
			status.decidedWithoutFlow(outcome.response.decidedBy);
		},
	};
}

function stoppedNode(RED: NodeAPI, { id, name }: NodeDef): StatusNode {
	const write = (level: number) => (msg: unknown) => {
		(RED.log as unknown as Log).log({ level, id, type: 'sine in', ...(name && { name }), msg });
	};
	return { status: () => undefined, log: write(RED.log.INFO), warn: write(RED.log.WARN) };
}

interface Log {
	log(line: { level: number; id: string; type: string; name?: string; msg: unknown }): void;
}
