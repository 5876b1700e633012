import { randomUUID } from 'node:crypto';
import type { WorkflowNode } from '../../tools/hosts/n8nFolder.mts';
import { TRIGGER_SETTINGS, type Setting } from '../../protocol';
import { SETTINGS, type FieldValue, type RequestCase, type Step } from '../tables/requests';

const TRIGGER_OPTIONS = new Set(
	Object.entries<Setting>(TRIGGER_SETTINGS)
		.filter(([, { collection }]) => collection === 'options')
		.map(([name]) => name),
);

type Node = WorkflowNode & { disabled?: boolean };

/** The n8n workflow of a request case: a Sine Trigger, and its steps in a row on every output. */
export function workflowOf(request: RequestCase, credentialId: string) {
	const settings = { ...SETTINGS, ...request.settings };
	const entries = Object.entries(settings);
	const options = Object.fromEntries(entries.filter(([name]) => TRIGGER_OPTIONS.has(name)));
	const parameters = Object.fromEntries(entries.filter(([name]) => !TRIGGER_OPTIONS.has(name)));
	const events = settings.events as readonly string[];
	const trigger: Node = {
		...placed(0, 'Sine Trigger', 'n8n-nodes-sine.sineTrigger', 1.1),
		parameters: { ...parameters, events: chosen(events), options },
		webhookId: randomUUID(),
		credentials: { sineWebhookApi: { id: credentialId, name: 'Request table' } },
	};
	const steps = request.flow.map((step, index) => nodeOf(step, index + 1));
	const [first, ...others] = steps;
	const connections = Object.fromEntries(
		steps.slice(0, -1).map((step, index) => [step.name, { main: [[wireTo(others[index])]] }]),
	);
	return {
		id: randomUUID(),
		name: request.name,
		nodes: [trigger, ...steps],
		connections: { ...connections, [trigger.name]: { main: events.map(() => [wireTo(first)]) } },
		settings: { executionOrder: 'v1' },
		url: `webhook/${trigger.webhookId}/webhook`,
	};
}

/** n8n publishes no trigger without an event, unless an expression gives none. */
function chosen(events: readonly string[]) {
	return events.length > 0 ? events : '={{ [] }}';
}

export const BY_HAND = 'By hand';
export const SIMULATOR = 'Sine Simulator';

/** The n8n workflow that starts by hand, with a simulator behind where its settings are given. */
export function simulatorWorkflow(
	credential?: { readonly id: string; readonly name: string },
	parameters?: Node['parameters'],
) {
	const byHand: Node = {
		...placed(0, BY_HAND, 'n8n-nodes-base.manualTrigger', 1),
		parameters: {},
	};
	const simulator: Node = {
		...placed(1, SIMULATOR, 'n8n-nodes-sine.sineSimulator', 1),
		parameters: parameters ?? {},
		credentials: credential && { sineWebhookApi: credential },
	};
	return {
		id: randomUUID(),
		name: 'Try it without an iPad',
		nodes: parameters ? [byHand, simulator] : [byHand],
		connections: parameters ? { [byHand.name]: { main: [[wireTo(simulator)]] } } : {},
		settings: { executionOrder: 'v1' },
	};
}

export const TRIGGER = 'Sine Trigger';
export const RESPOND = 'Respond to Sine';

/** The n8n workflow that approves every check-in request. */
export function triggerWorkflow(credential?: { readonly id: string; readonly name: string }) {
	const trigger: Node = {
		...placed(0, TRIGGER, 'n8n-nodes-sine.sineTrigger', 1.1),
		parameters: {},
		webhookId: randomUUID(),
		credentials: credential && { sineWebhookApi: credential },
	};
	const respond: Node = {
		...placed(2, RESPOND, 'n8n-nodes-sine.sineRespond', 1),
		parameters: {
			decision: 'SUCCESS',
			visitorNotes: '=Welcome, {{ $json.visitor.firstName }}!',
		},
	};
	return {
		id: randomUUID(),
		name: 'Say welcome',
		nodes: [trigger, respond],
		connections: { [trigger.name]: { main: [[wireTo(respond)]] } },
		settings: { executionOrder: 'v1' },
	};
}

function placed(column: number, name: string, type: string, typeVersion: number) {
	return {
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: [column * 200, 0] as [number, number],
	};
}

function wireTo(node: Node | undefined) {
	return { node: node?.name, type: 'main', index: 0 };
}

function nodeOf(step: Step, column: number): Node {
	const respond = (parameters: Record<string, unknown>, disabled = false): Node => ({
		...placed(column, `Respond to Sine ${column}`, 'n8n-nodes-sine.sineRespond', 1),
		parameters,
		disabled,
	});
	const base = (name: string, type: string, typeVersion: number, parameters = {}): Node => ({
		...placed(column, `${name} ${column}`, `n8n-nodes-base.${type}`, typeVersion),
		parameters,
	});
	switch (step.do) {
		case 'answer':
			return respond(
				Object.fromEntries(
					Object.entries(step.fields).map(([name, value]) => [name, parameterOf(value)]),
				),
			);
		case 'disabledAnswer':
			return respond({ decision: 'SUCCESS' }, true);
		case 'fail':
			return base('Fail', 'stopAndError', 1, { errorMessage: 'This flow fails.' });
		case 'wait':
			return base('Wait', 'wait', 1.1, { amount: step.seconds });
		case 'splitAnswers':
			return base('Split', 'splitOut', 1, { fieldToSplitOut: 'checkInAnswers', options: {} });
		case 'stop':
			return base('Stop', 'filter', 2.2, {
				conditions: {
					options: { version: 2 },
					combinator: 'and',
					conditions: [
						{ leftValue: 1, rightValue: 2, operator: { type: 'number', operation: 'equals' } },
					],
				},
			});
		case 'pass':
			return base('Pass', 'noOp', 1);
	}
}

function parameterOf(value: FieldValue): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'object' && 'from' in value) return `={{ $json.${path(value.from)} }}`;
	return `={{ (${JSON.stringify(value)}) }}`;
}

function path(dotted: string): string {
	return dotted.replace(/\.(\d+)/g, '[$1]');
}
