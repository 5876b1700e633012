import { globSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { INode, INodeProperties } from 'n8n-workflow';
import { SineWebhookApi } from '../../../credentials/SineWebhookApi.credentials';
import { SineRespond } from '../../../nodes/SineRespond/SineRespond.node';
import { SineSimulator } from '../../../nodes/SineSimulator/SineSimulator.node';
import { SineTrigger } from '../../../nodes/SineTrigger/SineTrigger.node';
import { newestVersion, readSaved } from '../../tables/savedFlows';

const VERSION = newestVersion();
const FOLDER = join(__dirname, '../../fixtures/saved', VERSION);
const saved = globSync('n8n-*.json', { cwd: FOLDER })
	.map((file) => readSaved<{ nodes?: INode[] }>(VERSION, file.replace('.json', '')))
	.flatMap(({ nodes = [] }) => nodes);

/** Every parameter, those of collections included, that no saved node has another value for. */
function atDefault(
	properties: readonly INodeProperties[],
	stored: ReadonlyArray<Record<string, unknown>>,
): string[] {
	return properties.flatMap(({ name, type, default: standard, options = [] }) => {
		if (type === 'notice') return [];
		const values = stored.map(({ [name]: value }) => value).filter((value) => value !== undefined);
		if (type === 'collection') {
			return atDefault(options as INodeProperties[], values as Array<Record<string, unknown>>);
		}
		return values.some((value) => !isDeepStrictEqual(value, standard)) ? [] : [name];
	});
}

describe(`the workflows that ${VERSION} saved set every parameter to something else`, () => {
	test.each([new SineTrigger(), new SineRespond(), new SineSimulator()])(
		'$description.name',
		({ description }) => {
			const nodes = saved.filter(({ type }) => type === `n8n-nodes-sine.${description.name}`);
			expect(
				atDefault(
					description.properties,
					nodes.map(({ parameters }) => parameters),
				),
			).toEqual([]);
			expect(nodes.some(({ parameters }) => Object.keys(parameters).length < 2)).toBe(true);
		},
	);
});

test('the credential that was saved has every field, and no key', () => {
	const { data } = readSaved<{ data: Record<string, string> }>(VERSION, 'n8n-credential');
	const fields = new SineWebhookApi().properties.filter(({ type }) => type !== 'notice');
	expect(Object.keys(data)).toEqual(fields.map(({ name }) => name));
	expect(data).toMatchObject({ apiKey: '', previousApiKey: '' });
});
