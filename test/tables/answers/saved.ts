import { KEYS } from '../requests';
import { readSaved, SAVED_VERSIONS, type Expected } from '../savedFlows';
import type { AnswerHost, Flow } from './report';

/** Workflows that a version of this package saved are answered with the same bytes for ever. */
export function describeSaved(host: AnswerHost): void {
	describe.each(SAVED_VERSIONS)('workflows that %s saved', (version) => {
		const { calls } = readSaved<Expected>(version, 'expected');
		const { data: keys } = readSaved<{ data: Record<string, string> }>(version, 'n8n-credential');

		test.each(calls)('$flow: $name', async ({ flow, body, answer }) => {
			const call = await host.call({
				flow: readSaved<Flow>(version, `n8n-${flow}`),
				keys: { ...keys, ...KEYS },
				headers: { 'x-sine-auth': KEYS.previousApiKey },
				body,
				runs: 'unwatched',
			});
			expect({ status: call.status, body: call.body }).toEqual(answer);
		});
	});
}
