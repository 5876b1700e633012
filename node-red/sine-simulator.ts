import { randomUUID } from 'node:crypto';
import type { Node, NodeAPI, NodeDef, NodeMessage, NodeStatus } from 'node-red';
import {
	isJsonObject,
	keyFault,
	simulate,
	SINE_SIMULATOR_SETTINGS,
	type SimulatorContext,
	type SimulatorResult,
	type SimulatorSettings,
} from '../protocol';
import { signAndSend } from '../io/sendByFetch';
import { badge, statusOf, type BadgeName } from './runtime/badge';
import { readSettings, storedKinds, type SettingsReading } from './runtime/readSettings';
import { keysOf } from './runtime/keysOf';
import { ownUrl } from './runtime/ownUrl';
import { runtimeOf } from './runtime/runtime';
import { settingFaultMessage } from './runtime/settingFaults';
import { showInSidebar } from './runtime/sidebar';
import { fail, showError, warn } from './runtime/nodeLog';

interface SineSimulatorDefinition extends NodeDef, SimulatorSettings {
	readonly webhook?: unknown;
}

const SETTINGS = storedKinds(SINE_SIMULATOR_SETTINGS);

type Stored = SettingsReading<keyof typeof SETTINGS>['settings'];

interface SineSimulatorNode extends Node {
	readonly wires: ReadonlyArray<readonly string[]>;
	pressButton(): void;
}

const TYPE = 'sine simulator';

export default function (RED: NodeAPI): void {
	const { timers } = runtimeOf(RED);

	function SineSimulator(this: SineSimulatorNode, definition: SineSimulatorDefinition): void {
		RED.nodes.createNode(this, definition);
		const { settings, faults } = readSettings(SETTINGS, definition);
		for (const fault of faults) warn(this, settingFaultMessage(RED, fault));
		let shown: NodeStatus = {};
		let isClosed = false;
		const { update, clear } = badge(this, timers, () => shown);
		const show = (name: BadgeName, count = 0) => {
			shown = statusOf(RED, name, count);
			update();
		};

		const play = async (message: NodeMessage): Promise<NodeMessage | undefined> => {
			show('sending');
			const { apiKey } = keysOf(RED, settings.webhook) ?? {};
			const fault = keyFault(apiKey);
			if (fault !== undefined) throw new Error(fault);
			const simulation = await simulate(
				readVisitSettings(RED, settings, message),
				simulatorContext(apiKey),
			);
			if (isClosed) return undefined;
			if (simulation.kind === 'refused') throw new Error(simulation.message);
			const { result } = simulation;
			show(outcomeOf(result), result.problems.length);
			return Object.assign(message, { payload: result });
		};

		this.on('input', (message, send, done) => {
			play(message)
				.then((played) => {
					if (played) send(played);
					done();
				})
				.catch((error: unknown) => {
					show('notSent');
					fail(done, error);
				});
		});
		this.pressButton = () => {
			play({ _msgid: RED.util.generateId() })
				.then((played) => {
					if (!played) return;
					const isWired = this.wires.some((targets) => targets.length > 0);
					if (!isWired) showInSidebar(RED, this, played.payload);
					this.send(played);
				})
				.catch((error: unknown) => {
					show('notSent');
					showError(this, error, {});
				});
		};
		this.on('close', () => {
			isClosed = true;
			clear();
		});
	}

	RED.nodes.registerType(TYPE, SineSimulator);
	RED.httpAdmin.post(
		'/sine-simulator/:id',
		RED.auth.needsPermission('sine-simulator.write'),
		({ params }, response) => {
			const node = RED.nodes.getNode(String(params.id)) as SineSimulatorNode | null;
			if (node?.type !== TYPE) {
				response.sendStatus(404);
				return;
			}
			node.pressButton();
			response.sendStatus(200);
		},
	);
}

/** `msg.visit` overrides the node's settings. A URL that is only a path leads to this Node-RED. */
function readVisitSettings(
	RED: NodeAPI,
	stored: Stored,
	{ visit }: NodeMessage & { visit?: unknown },
): SimulatorSettings {
	const given: SimulatorSettings = isJsonObject(visit) ? visit : {};
	if (given.webhookUrl !== undefined && stored.allowMessageUrl !== true) {
		throw new Error(RED._('errors.messageUrl'));
	}
	const settings: SimulatorSettings = { ...stored, ...given };
	const { webhookUrl } = settings;
	const isPath = typeof webhookUrl === 'string' && webhookUrl.trim().startsWith('/');
	return isPath ? { ...settings, webhookUrl: ownUrl(RED) + webhookUrl.trim() } : settings;
}

function simulatorContext(apiKey: unknown): SimulatorContext {
	const now = () => Date.now();
	return { proof: 'signature', now, newId: randomUUID, send: signAndSend(apiKey, now) };
}

function outcomeOf({ accepted, visitorSees, problems }: SimulatorResult): BadgeName {
	if (problems.length > 0) return 'problems';
	if (!accepted) return 'rejected';
	return visitorSees ? 'approved' : 'delivered';
}
