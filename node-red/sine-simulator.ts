import type { Node, NodeAPI, NodeDef, NodeMessage, NodeStatus } from 'node-red';
import {
	isJsonObject,
	SINE_SIMULATOR_SETTINGS,
	type SimulatorResult,
	type SimulatorSettings,
} from '../protocol';
import { badge, statusOf, type BadgeName } from './runtime/badge';
import { errorMessage } from './runtime/errorMessage';
import { fail, showError, warn } from './runtime/nodeLog';
import { playVisit, type VisitSettings } from './runtime/playVisit';
import { readSettings, settingAsText, type SettingsReading } from './runtime/readSettings';
import { storedKinds } from './runtime/storedKinds';
import { runtimeOf } from './runtime/runtime';
import { settingFaultMessage } from './runtime/settingFaults';
import { showInSidebar } from './runtime/sidebar';

interface SineSimulatorDefinition extends NodeDef, SimulatorSettings {
	readonly webhook?: unknown;
}

const SETTINGS = storedKinds(SINE_SIMULATOR_SETTINGS);

type Stored = SettingsReading<keyof typeof SETTINGS>['settings'];

interface SineSimulatorNode extends Node {
	readonly wires: ReadonlyArray<readonly string[]>;
	pressButton(): Promise<{ readonly result?: SimulatorResult; readonly error?: string }>;
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
			const result = await playVisit(RED, this.z, visitSettings(RED, settings, message));
			if (isClosed) return undefined;
			show(badgeOf(result), result.problems.length);
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
		this.pressButton = async () => {
			try {
				const played = await play({ _msgid: RED.util.generateId() });
				if (!played) return { error: RED._('errors.deployed') };
				const isWired = this.wires.some((targets) => targets.length > 0);
				if (!isWired) showInSidebar(RED, this, played.payload);
				this.send(played);
				return { result: played.payload as SimulatorResult };
			} catch (error) {
				show('notSent');
				showError(this, error, {});
				return { error: errorMessage(error) };
			}
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
			void node.pressButton().then((pressed) => response.json(pressed));
		},
	);
	// Of a dialog whose settings are not deployed; whoever may use it could deploy them as well.
	RED.httpAdmin.post(
		'/sine-simulator',
		RED.auth.needsPermission('flows.write'),
		({ body }, response) => {
			const { z, ...stored } = isJsonObject(body) ? body : {};
			playVisit(RED, settingAsText(z), readSettings(SETTINGS, stored).settings).then(
				(result) => response.json({ result }),
				(error: unknown) => response.json({ error: errorMessage(error) }),
			);
		},
	);
}

/** `msg.visit` overrides the settings of the node. */
function visitSettings(
	RED: NodeAPI,
	stored: Stored,
	{ visit }: NodeMessage & { visit?: unknown },
): VisitSettings {
	const given: SimulatorSettings = isJsonObject(visit) ? visit : {};
	const { flow, webhook, allowMessageUrl } = stored;
	if (given.webhookUrl === undefined) return { ...stored, ...given, flow, webhook };
	if (allowMessageUrl !== true) throw new Error(RED._('errors.messageUrl'));
	return { ...stored, ...given, flow: '', webhook };
}

/** The cause of a result says more than its problems. */
function badgeOf({ decidedBy, problems, accepted, visitorSees }: SimulatorResult): BadgeName {
	if (decidedBy === 'noAnswer' || decidedBy === 'notAsked') return decidedBy;
	if (problems.length > 0) return 'problems';
	if (!accepted) return 'rejected';
	return visitorSees ? 'approved' : 'delivered';
}
