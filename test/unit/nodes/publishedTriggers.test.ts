import type { IExecuteFunctions, IHookFunctions } from 'n8n-workflow';
import { ownTriggerUrl } from '../../../nodes/SineSimulator/ownTriggerUrl';
import {
	forgetTrigger,
	publishedTriggers,
	rememberTrigger,
} from '../../../nodes/publishedTriggers';

const staticData: Record<string, unknown> = {};
const hints: string[] = [];
let resumeUrl: unknown;

beforeEach(() => {
	hints.length = 0;
	resumeUrl = 'https://n8n.example/webhook-waiting/1';
	for (const key of Object.keys(staticData)) Reflect.deleteProperty(staticData, key);
});

const workflow = (id = 'workflow') => ({
	getWorkflow: () => ({ id, name: 'Front desk', active: true }),
	getWorkflowStaticData: () => staticData,
	getNode: () => ({ name: 'Sine Simulator' }),
	getWorkflowDataProxy: () => ({ $execution: { resumeUrl } }),
	addExecutionHints: (...added: ReadonlyArray<{ message: string }>) => {
		hints.push(...added.map(({ message }) => message));
	},
});

function hooks(id: string, name: string, url = `https://n8n.example/${id}`, mode = 'trigger') {
	return {
		...workflow(),
		getMode: () => mode,
		getNode: () => ({ id, name }),
		getNodeWebhookUrl: () => url,
		logger: { warn: () => undefined },
	} as unknown as IHookFunctions;
}

const run = (id?: string) => workflow(id) as unknown as IExecuteFunctions;
const urlOf = (wanted = '') => ownTriggerUrl(run(), wanted, 0);

test('one trigger needs no name, and a renamed one stays itself', () => {
	rememberTrigger(hooks('a', 'Sine Trigger'));
	expect(urlOf()).toBe('https://n8n.example/a');
	rememberTrigger(hooks('a', 'When a visitor checks in', 'https://n8n.example/moved'));
	expect(urlOf()).toBe('https://n8n.example/moved');
	expect(urlOf(' When a visitor checks in ')).toBe('https://n8n.example/moved');
});

test('without a published trigger it says to publish', () => {
	expect(() => urlOf()).toThrow(/^Publish this workflow, or enter a Webhook URL\./);
	rememberTrigger(hooks('a', 'Sine Trigger'));
	forgetTrigger(hooks('a', 'Sine Trigger'));
	expect(() => urlOf()).toThrow(/^Publish this workflow/);
});

test('of several triggers none is guessed', () => {
	rememberTrigger(hooks('a', 'Reception'));
	rememberTrigger(hooks('b', 'Warehouse'));
	expect(() => urlOf()).toThrow(
		'This workflow has several Sine Triggers: "Reception", "Warehouse".',
	);
	expect(urlOf('Warehouse')).toBe('https://n8n.example/b');
	expect(() => urlOf('Gate')).toThrow(
		'No published Sine Trigger of this workflow is called "Gate". These are: "Reception", "Warehouse".',
	);
});

test('a test of the trigger neither adds nor removes anything', () => {
	const testUrl = 'https://n8n.example/test/a';
	rememberTrigger(hooks('a', 'Sine Trigger', testUrl, 'manual'));
	expect(publishedTriggers(run())).toEqual([]);
	rememberTrigger(hooks('a', 'Sine Trigger'));
	forgetTrigger(hooks('a', 'Sine Trigger', testUrl, 'internal'));
	expect(urlOf()).toBe('https://n8n.example/a');
});

test('a changed public address is told, and what was published is called', () => {
	rememberTrigger(hooks('a', 'Sine Trigger'));
	expect(urlOf()).toBe('https://n8n.example/a');
	expect(hints).toEqual([]);
	resumeUrl = 'https://new.example/webhook-waiting/1';
	expect(urlOf()).toBe('https://n8n.example/a');
	expect(hints).toEqual([
		'Unpublish and publish this workflow if its address has changed: it was published at https://n8n.example, and n8n is at https://new.example now.',
	]);
});

test('a copy of the workflow does not call the original', () => {
	rememberTrigger(hooks('a', 'Sine Trigger'));
	expect(publishedTriggers(run('copy'))).toEqual([]);
});

test.each([null, 'text', [], { a: null }, { a: { workflow: 'workflow', url: 7 } }])(
	'what somebody else has stored there is no trigger: %j',
	(stored) => {
		staticData.sineTriggers = stored;
		expect(publishedTriggers(run())).toEqual([]);
		rememberTrigger(hooks('b', 'Sine Trigger'));
		expect(urlOf()).toBe('https://n8n.example/b');
	},
);
