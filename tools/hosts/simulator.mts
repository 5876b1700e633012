import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Transport from '../../io/sendByFetch.ts';
import type * as Protocol from '../../protocol/index.ts';
import { keyRedactor } from '../commands/simulator/redactKey.mts';

/**
 * Plays Sine from the command line, with the API key itself, to any server: its user typed both. See
 * `simulate` of the protocol. The key is struck from what comes back.
 */
export async function simulate(
	settings: Protocol.SimulatorSettings,
	apiKey: string,
	idsAndClock: Partial<Protocol.IdsAndClock> = {},
): Promise<Protocol.SimulatorResult> {
	const { KEY_FAULTS } = protocol();
	const fault = KEY_FAULTS.find(({ name, found }) => name !== 'short' && found.test(apiKey));
	if (fault) throw new Error(fault.says);
	const redact = keyRedactor(apiKey);
	const simulation = await protocol().simulate(settings, {
		proof: 'key',
		flow: 'flow',
		now: Date.now,
		newId: randomUUID,
		send: built<typeof Transport>('io/sendByFetch').sendWithKey(apiKey),
		...idsAndClock,
	});
	if (simulation.kind === 'notSent') throw new Error(redact(simulation.message));
	return redact(simulation.result);
}

/** The protocol as it is built and shipped. */
export function protocol(): typeof Protocol {
	return built<typeof Protocol>('protocol/index');
}

function built<Module>(name: string): Module {
	return createRequire(import.meta.url)(`../../dist/${name}.js`) as Module;
}
