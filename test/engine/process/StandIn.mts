import { setTimeout as wait } from 'node:timers/promises';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

export const STAND_IN = 'engine.standIn';

/** The answer to the call at hand, for nodes that wait for it. */
export const answer = { sent: Promise.resolve() };

type Items = INodeExecutionData[];

/** What a stand-in can do with its items. */
const DEEDS: Readonly<Record<string, (items: Items, field: string) => Items | Promise<Items>>> = {
	pass: (items) => items,
	stop: () => [],
	fail: () => {
		throw new Error('This flow fails.');
	},
	/** Makes an item of each entry of a list. */
	split: (items, field) =>
		items.flatMap((item, index) =>
			(item.json[field] as IDataObject[]).map((json) => ({ json, pairedItem: { item: index } })),
		),
	async pause(items) {
		await wait(20);
		return items;
	},
	async waitForAnswer(items) {
		await answer.sent;
		return items;
	},
};

/** Stands for n8n's own nodes, which do not come with the engine. */
export class StandIn implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stand-in',
		name: 'standIn',
		group: ['transform'],
		version: 1,
		description: 'Does one of a few things that n8n has nodes for',
		defaults: { name: 'Stand-in' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Does', name: 'does', type: 'string', default: 'pass' },
			{ displayName: 'Field', name: 'field', type: 'string', default: '' },
		],
	};

	async execute(this: IExecuteFunctions): Promise<Items[]> {
		const name = this.getNodeParameter('does', 0) as string;
		const deed = DEEDS[name];
		if (!deed) throw new Error(`There is no stand-in for ${name}.`);
		return [await deed(this.getInputData(), this.getNodeParameter('field', 0) as string)];
	}
}
