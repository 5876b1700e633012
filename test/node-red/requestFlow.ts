import type { FlowEntry } from '../../tools/hosts/nodeRedClient.mts';
import { SETTINGS, type FieldValue, type RequestCase, type Step } from '../tables/requests';
import * as nodes from './nodes';
import { type FlowNode } from './nodes';

/** The flow of a request case: a sine in, a probe, and the steps in a row on every output. */
export interface RequestFlow {
	readonly entries: readonly FlowEntry[];
	readonly path: string;
	/** Tells whether the flow ran. */
	readonly probe: FlowNode;
}

export function flowOf(request: RequestCase): RequestFlow {
	const settings = { ...SETTINGS, ...request.settings };
	const sineIn = nodes.sineIn(settings);
	const probe = nodes.probe();
	// What nothing is wired to could send by itself, and answer any call.
	const hasOutput = (settings.events as readonly string[]).length > 0;
	const steps = hasOutput ? request.flow.flatMap(nodesOf) : [];
	const row = nodes.inARow(sineIn, probe, ...steps);
	return { entries: nodes.onTab(row, { label: request.name }), path: sineIn.path, probe };
}

function nodesOf(step: Step): FlowNode[] {
	switch (step.do) {
		case 'answer':
			return answer(step.fields);
		case 'disabledAnswer':
			return [{ ...nodes.approve(), d: true }];
		case 'fail':
			return [nodes.run('throw new Error("This flow fails.");')];
		case 'wait':
			return [nodes.delay(step.seconds)];
		case 'splitAnswers':
			return [nodes.set('payload', 'payload.checkInAnswers', 'msg'), nodes.split()];
		case 'stop':
			return [nodes.stop()];
		case 'pass':
			return [nodes.node('junction')];
	}
}

function answer({ decision = '', ...fields }: Readonly<Record<string, FieldValue>>): FlowNode[] {
	const inputs = Object.entries(fields).map(
		([field, value]) => [field, typedInput(value)] as const,
	);
	const properties = Object.fromEntries(
		inputs.flatMap(([field, [value, type]]) => [
			[field, value],
			[`${field}Type`, type],
		]),
	);
	const isWord = decision === 'SUCCESS' || decision === 'REJECTED';
	if (isWord) return [nodes.sineRespond({ ...properties, decision })];
	return [
		nodes.set('decision', ...typedInput(decision)),
		nodes.sineRespond({ ...properties, decision: 'msg' }),
	];
}

/** A value as a typed input stores it. */
function typedInput(value: FieldValue): [value: string, type: string] {
	if (typeof value === 'string') return [value, 'str'];
	if (typeof value === 'object' && 'from' in value) return [`payload.${path(value.from)}`, 'msg'];
	return [JSON.stringify(value), 'jsonata'];
}

function path(dotted: string): string {
	return dotted.replace(/\.(\d+)/g, '[$1]');
}
