import { setTimeout as wait } from 'node:timers/promises';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

type Items = INodeExecutionData[];

interface Deed {
	/** The one parameter, as n8n's node has it. */
	readonly parameter?: Pick<INodeProperties, 'name' | 'type' | 'default' | 'required'>;
	readonly run: (items: Items, value: unknown) => Items | Promise<Items>;
}

/** The answer to the call at hand. */
export const answer = { sent: Promise.resolve() };

/** What the tests need of nodes of n8n's own, which do not come with the engine. */
const DEEDS: Readonly<Record<string, Deed>> = {
	noOp: { run: (items) => items },
	manualTrigger: { run: (items) => items },
	/** Like one whose conditions are not met. */
	filter: { run: () => [] },
	splitOut: {
		parameter: { name: 'fieldToSplitOut', type: 'string', default: '' },
		run: (items, field) =>
			items.flatMap((item, index) =>
				(item.json[String(field)] as IDataObject[]).map((json) => ({
					json,
					pairedItem: { item: index },
				})),
			),
	},
	stopAndError: {
		parameter: { name: 'errorMessage', type: 'string', default: '', required: true },
		run: (_items, message) => {
			throw new Error(String(message));
		},
	},
	/** Seconds; shorter when the call is answered before, because nothing is left to wait for. */
	wait: {
		parameter: { name: 'amount', type: 'number', default: 5 },
		async run(items, seconds) {
			await Promise.race([answer.sent, wait(Number(seconds) * 1000)]);
			return items;
		},
	},
};

const PACKAGE = 'n8n-nodes-base.';

/** Stands for a node of n8n's own; `undefined` for other packages. */
export function standIn(type: string): INodeType | undefined {
	if (!type.startsWith(PACKAGE)) return undefined;
	const name = type.slice(PACKAGE.length);
	const deed = DEEDS[name];
	if (!deed) throw new Error(`There is no stand-in for ${name}.`);
	const { parameter, run } = deed;
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: 'Stands for the node of n8n',
			defaults: { name },
			inputs: ['main'],
			outputs: ['main'],
			properties: parameter ? [{ displayName: parameter.name, ...parameter }] : [],
		},
		async execute(this: IExecuteFunctions): Promise<Items[]> {
			const value = parameter && this.getNodeParameter(parameter.name, 0);
			return [await run(this.getInputData(), value)];
		},
	};
}
