import { randomUUID } from 'crypto';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import {
	keyFault,
	N8N_SIMULATOR_SETTINGS,
	shownToVisitor,
	simulate,
	type Keys,
	type SimulatorContext,
	type SimulatorSettings,
} from '../../protocol';
import { credentialTest } from '../credentialTest';
import { EVENT_LABELS } from '../eventOptions';
import { nodeError } from '../nodeError';
import { propertiesOf } from '../properties';
import { ownTriggerUrl } from './ownTriggerUrl';
import { sendSigned } from './sendSigned';
import { ShownResults } from './shownResults';

const properties = propertiesOf(N8N_SIMULATOR_SETTINGS);

export class SineSimulator implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sine Simulator',
		name: 'sineSimulator',
		icon: { light: 'file:../../icons/simulator.svg', dark: 'file:../../icons/simulator.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ (${EVENT_LABELS})[$parameter.event] }}`,
		description: 'Plays Sine without an iPad: sends an event and tells what the visitor would see',
		defaults: { name: 'Sine Simulator' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sineWebhookApi', required: true, testedBy: 'sineWebhookApiTest' }],
		properties,
		// It plays visitors at a reception; that is not a tool to hand to an AI agent.
		usableAsTool: undefined,
	};

	methods = { credentialTest };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const shown = new ShownResults();
		const fault = keyFaultOf(this);
		const simulator = simulatorContext(this);
		const played: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			const json = await playVisitor(this, item, simulator, fault, shown);
			played.push({ json, pairedItem: { item } });
		}
		shown.show(this);
		return [played];
	}
}

async function playVisitor(
	context: IExecuteFunctions,
	itemIndex: number,
	simulator: SimulatorContext,
	fault: ReturnType<typeof keyFaultOf>,
	shown: ShownResults,
): Promise<IDataObject> {
	try {
		const keyIsWrong = await fault;
		if (keyIsWrong) throw nodeError(context, keyIsWrong, { itemIndex });
		const simulation = await simulate(readVisitSettings(context, itemIndex), simulator);
		if (simulation.kind === 'notSent') {
			throw nodeError(context, simulation.message, { itemIndex });
		}
		shown.add(simulation);
		const { result } = simulation;
		return { ...result, visitorSees: shownToVisitor(result) };
	} catch (cause) {
		const error = nodeError(context, cause as Error, { itemIndex });
		if (context.continueOnFail()) return { error: error.message };
		throw error;
	}
}

async function keyFaultOf(context: IExecuteFunctions): Promise<string | undefined> {
	const { apiKey } = await context.getCredentials<Keys>('sineWebhookApi');
	return keyFault(apiKey);
}

function simulatorContext(context: IExecuteFunctions): SimulatorContext {
	return {
		proof: 'signature',
		flow: 'workflow',
		timeZone: context.getTimezone(),
		now: () => Date.now(),
		newId: randomUUID,
		send: sendSigned(context),
	};
}

type StoredSettings = SimulatorSettings & { readonly trigger?: unknown };

function readVisitSettings(context: IExecuteFunctions, itemIndex: number): SimulatorSettings {
	const stored = properties.map(({ name, type }): StoredSettings => {
		const value = context.getNodeParameter(name, itemIndex);
		return type === 'collection' ? (value as StoredSettings) : { [name]: value };
	});
	const { trigger, ...settings } = Object.assign({}, ...stored) as StoredSettings;
	// An expression that gives nothing is a mistake, and means no trigger.
	const { webhookUrl = '' } = context.getNode().parameters;
	if (typeof webhookUrl !== 'string' || webhookUrl.trim() !== '') return settings;
	const wanted = typeof trigger === 'string' ? trigger : '';
	return { ...settings, webhookUrl: ownTriggerUrl(context, wanted, itemIndex) };
}
