import { randomUUID } from 'node:crypto';
import type { WorkflowNode } from '../../tools/hosts/n8nFolder.mts';

/** A node of an n8n workflow, wherever it stands. */
export type WorkflowStep = Omit<WorkflowNode, 'position'> & {
	readonly disabled?: boolean;
	readonly onError?: string;
};

function step(type: string, typeVersion: number, parameters: WorkflowNode['parameters'] = {}) {
	const id = randomUUID();
	return { id, name: `${type} ${id}`, type, typeVersion, parameters };
}

export function respond(parameters: WorkflowNode['parameters']): WorkflowStep {
	return step('n8n-nodes-sine.sineRespond', 1, parameters);
}

export function approve(): WorkflowStep {
	return respond({ decision: 'SUCCESS' });
}

export function reject(rejectionMessage: string): WorkflowStep {
	return respond({ decision: 'REJECTED', rejectionMessage });
}

/** Runs a line of JavaScript for all items. */
export function code(jsCode: string): WorkflowStep {
	return step('n8n-nodes-base.code', 2, { jsCode });
}

export function stopAndError(): WorkflowStep {
	return step('n8n-nodes-base.stopAndError', 1, { errorMessage: 'This flow fails.' });
}

export function wait(seconds: number): WorkflowStep {
	return step('n8n-nodes-base.wait', 1.1, { amount: seconds });
}

/** Lets nothing through. */
export function filter(): WorkflowStep {
	const operator = { type: 'number', operation: 'equals' };
	const conditions = [{ leftValue: 1, rightValue: 2, operator }];
	return step('n8n-nodes-base.filter', 2.2, {
		conditions: { options: { version: 2 }, combinator: 'and', conditions },
	});
}

export function noOperation(): WorkflowStep {
	return step('n8n-nodes-base.noOp', 1);
}

export function respondToWebhook(): WorkflowStep {
	return step('n8n-nodes-base.respondToWebhook', 1.5, {
		respondWith: 'json',
		responseBody: '{"code":"SUCCESS"}',
	});
}

/** Runs these steps as a workflow of their own. */
export function anotherWorkflow(...steps: readonly WorkflowStep[]): WorkflowStep {
	const start = step('n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' });
	const nodes = [start, ...steps].map((one, index) => ({ ...one, position: [index * 200, 0] }));
	return step('n8n-nodes-base.executeWorkflow', 1.2, {
		source: 'parameter',
		workflowJson: JSON.stringify({ nodes, connections: wiresOf([start, ...steps]) }),
	});
}

/** Wires the first output of each node to the next node. */
export function wiresOf(steps: ReadonlyArray<{ readonly name: string }>) {
	return Object.fromEntries(
		steps.slice(0, -1).map(({ name }, index) => {
			const next = { node: steps[index + 1]?.name, type: 'main', index: 0 };
			return [name, { main: [[next]] }];
		}),
	);
}
