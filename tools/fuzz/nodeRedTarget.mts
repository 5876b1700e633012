import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { NodeRedServer } from '../hosts/nodeRed.mts';
import type { FlowEntry, NodeRedClient } from '../hosts/nodeRedClient.mts';
import { protocol } from '../hosts/simulator.mts';
import { LOG } from './audit.mts';
import { KEYS } from './key.mts';
import type { Target } from './target.mts';
import { filesIn } from './traces.mts';

/** Node-RED's setting `nodesDir` has to name this folder. */
export const FUZZ_NODES = fileURLToPath(new URL('nodes', import.meta.url));

const ANSWER_WITHIN_S = 3;
const AT_ONCE = 8;

/** A running Node-RED, and where its data is. */
export interface NodeRedPlace {
	readonly name: string;
	/** `httpAdminRoot` elsewhere leaves the bodies to our node. */
	readonly reader: 'Node-RED' | 'our node';
	readonly server: NodeRedServer;
	readonly client: NodeRedClient;
	readonly userFolder: string;
}

/** The flow to fuzz; `target` is of use once its entries have been deployed. */
export function nodeRedTarget(place: NodeRedPlace) {
	const { name, reader, server, client, userFolder } = place;
	const id = randomUUID();
	const file = join(userFolder, `${id}.runs`);
	const { port, pathname } = new URL(`${server.url}/fuzz-${id}`);
	const target: Target = {
		name,
		reader,
		server,
		port: Number(port),
		path: pathname,
		answerWithin: ANSWER_WITHIN_S * 1000,
		atOnce: AT_ONCE,
		async *runs() {
			if (existsSync(file)) yield* createInterface(createReadStream(file));
		},
		async *traces() {
			yield [LOG, server.log()];
			yield ['the exported flows', JSON.stringify(await client.flows())];
			yield ['what the editor was told', JSON.stringify(client.messages)];
			yield* filesIn(userFolder);
		},
	};
	return { target, entries: entriesOf(`/fuzz-${id}`, file) };
}

/** The settings of a sine in that takes every event, each at an output of its own. */
export function everyEvent(path: string, answerWithin: number) {
	const { DEFAULTS, EVENT_TYPES } = protocol();
	const events = EVENT_TYPES.map(({ value }) => value);
	const lists = { visitorTypes: [], sites: [], addresses: [] };
	return { ...DEFAULTS, ...lists, path, events, answerWithin, outputs: events.length };
}

/** A sine in for every event, the probe, and a sine respond that says the visitor's name. */
function entriesOf(path: string, file: string): readonly FlowEntry[] {
	const [tab, key, sineIn, probe, respond] = Array.from({ length: 5 }, () => randomUUID());
	const settings = { webhook: key, ...everyEvent(path, ANSWER_WITHIN_S) };
	const node = (id = '', type: string, settings: object) => ({ id, type, z: tab, ...settings });
	return [
		{ id: tab ?? '', type: 'tab', label: 'Fuzz' },
		{ id: key ?? '', type: 'sine-webhook', name: '', credentials: KEYS },
		node(sineIn, 'sine in', { ...settings, wires: settings.events.map(() => [probe]) }),
		node(probe, 'fuzz probe', { file, wires: [[respond]] }),
		node(respond, 'sine respond', {
			decision: 'SUCCESS',
			adminNotes: 'payload.event',
			adminNotesType: 'msg',
			visitorNotes: 'payload.visitor',
			visitorNotesType: 'msg',
			rejectionMessage: '',
			rejectionMessageType: 'str',
			wires: [],
		}),
	];
}
