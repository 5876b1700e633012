import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Transport from '../transport/sendByFetch.ts';
import type * as Protocol from '../protocol/index.ts';

/** Plays Sine from the command line; see `simulate` of the protocol. */
export async function simulate(
	settings: Protocol.SimulatorSettings,
	apiKey: string,
	{ hosts = [], ...chance }: Partial<Protocol.Chance> & { hosts?: readonly string[] } = {},
): Promise<Protocol.SimulatorResult> {
	const simulation = await protocol().simulate(settings, {
		keys: { apiKey, simulatorHosts: hosts.join() },
		ownUrls: [],
		now: Date.now,
		newId: randomUUID,
		send: built<typeof Transport>('transport/sendByFetch').sendByFetch,
		...chance,
	});
	if (simulation.kind === 'refused') throw new Error(simulation.message);
	return simulation.result;
}

/** The protocol as it is built and shipped. */
export function protocol(): typeof Protocol {
	return built<typeof Protocol>('protocol/index');
}

function built<Module>(name: string): Module {
	return createRequire(import.meta.url)(`../dist/${name}.js`) as Module;
}
