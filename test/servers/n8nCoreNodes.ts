import type { INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { ONCE_FOR_EACH_ITEM } from './n8nDrop';

/** Where the items of a flow hold what some nodes have to be told about. */
export interface Fields {
	/** The visitor's email address. */
	readonly text: string;
	/** A list of three numbers. */
	readonly list: string;
}

/** What some nodes need on this machine. */
export interface Surroundings {
	/** Answers JSON, and a news feed at `/feed`. */
	readonly url: string;
	/** A data table with a column `email`, and another one that has a row and gets no more. */
	readonly tableId: string;
	readonly filledTableId: string;
	readonly subWorkflowId: string;
}

/** How a node of n8n is put between a trigger and the node that answers, and behind the latter. */
export interface CoreNodeRun {
	/** Tells two runs of the same node apart. */
	readonly as?: string;
	/** What it cannot run without, over what n8n's editor writes at a drop. */
	readonly needs?: (fields: Fields, surroundings: Surroundings) => INodeParameters;
	/** How many inputs it has; the items go into each of them. */
	readonly inputs?: number;
	/** It has a loop, whose body is a No Operation, as a drop brings it. */
	readonly loops?: true;
	/** The nodes whose items it takes, where those of the trigger are not meant. */
	readonly after?: readonly string[];
	/** It makes fields of those of the trigger, in which one trigger differs from another. */
	readonly copiesFields?: true;
}

export type CoreNode = readonly CoreNodeRun[] | { readonly leftOut: string };

const fromList = (value: string) => ({ __rl: true, mode: 'id', value });
const asDropped: readonly CoreNodeRun[] = [{}];
const CONVERT_TO_FILE = 'n8n-nodes-base.convertToFile';
const NO_ACCOUNT = { leftOut: 'It needs an account elsewhere.' };

/** Every node that n8n calls a core node, that can be dropped, and that does not start a workflow. */
export const CORE_NODES: Readonly<Record<string, CoreNode>> = {
	'n8n-nodes-base.aggregate': [
		{
			needs: ({ text }) => ({
				fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: text }] },
			}),
		},
	],
	'n8n-nodes-base.code': [
		{ as: 'once for all items' },
		{ as: 'once for each item', needs: () => ONCE_FOR_EACH_ITEM },
		{ as: 'behind No Operation', after: ['n8n-nodes-base.noOp'] },
		{ as: 'behind If', after: ['n8n-nodes-base.if'] },
	],
	'n8n-nodes-base.compareDatasets': [
		{
			needs: ({ text }) => ({ mergeByFields: { values: [{ field1: text, field2: text }] } }),
			inputs: 2,
		},
	],
	'n8n-nodes-base.compression': [
		{ needs: () => ({ operation: 'compress', fileName: 'data.zip' }), after: [CONVERT_TO_FILE] },
	],
	'n8n-nodes-base.convertToFile': asDropped,
	'n8n-nodes-base.crypto': [{ needs: ({ text }) => ({ value: `={{ $json.${text} }}` }) }],
	'n8n-nodes-base.dataTable': [
		{
			as: 'insert',
			needs: ({ text }, { tableId }) => ({
				dataTableId: fromList(tableId),
				columns: { mappingMode: 'defineBelow', value: { email: `={{ $json.${text} }}` } },
			}),
		},
		{
			as: 'get',
			needs: (_, { filledTableId }) => ({
				operation: 'get',
				dataTableId: fromList(filledTableId),
			}),
		},
	],
	'n8n-nodes-base.dateTime': asDropped,
	'n8n-nodes-base.editImage': { leftOut: 'It needs a picture, which no call from Sine brings.' },
	'n8n-nodes-base.emailSend': NO_ACCOUNT,
	'n8n-nodes-base.executeWorkflow': [
		{ needs: (_, { subWorkflowId }) => ({ workflowId: fromList(subWorkflowId) }) },
	],
	'n8n-nodes-base.executionData': asDropped,
	'n8n-nodes-base.extractFromFile': [{ after: [CONVERT_TO_FILE], copiesFields: true }],
	'n8n-nodes-base.filter': asDropped,
	'n8n-nodes-base.form': { leftOut: 'It works behind a Form Trigger alone.' },
	'n8n-nodes-base.ftp': NO_ACCOUNT,
	'n8n-nodes-base.git': { leftOut: 'It needs a repository.' },
	'n8n-nodes-base.html': asDropped,
	'n8n-nodes-base.httpRequest': [{ needs: (_, { url }) => ({ url }) }],
	'n8n-nodes-base.if': asDropped,
	'n8n-nodes-base.limit': asDropped,
	'n8n-nodes-base.markdown': [{ needs: ({ text }) => ({ html: `={{ $json.${text} }}` }) }],
	'n8n-nodes-base.merge': [{ inputs: 2 }],
	'n8n-nodes-base.n8n': NO_ACCOUNT,
	'n8n-nodes-base.noOp': asDropped,
	'n8n-nodes-base.readWriteFile': { leftOut: 'It needs a file on the disk of the server.' },
	'n8n-nodes-base.removeDuplicates': asDropped,
	'n8n-nodes-base.renameKeys': [
		{ needs: ({ text }) => ({ keys: { key: [{ currentKey: text, newKey: 'renamed' }] } }) },
	],
	'n8n-nodes-base.respondToWebhook': { leftOut: 'It is what Respond to Sine is compared with.' },
	'n8n-nodes-base.rssFeedRead': [{ needs: (_, { url }) => ({ url: `${url}/feed` }) }],
	'n8n-nodes-base.set': asDropped,
	'n8n-nodes-base.sort': [
		{ needs: ({ text }) => ({ sortFieldsUi: { sortField: [{ fieldName: text }] } }) },
	],
	'n8n-nodes-base.splitInBatches': [{ loops: true }],
	'n8n-nodes-base.splitOut': [{ needs: ({ list }) => ({ fieldToSplitOut: list }) }],
	'n8n-nodes-base.ssh': NO_ACCOUNT,
	'n8n-nodes-base.stopAndError': { leftOut: 'It passes nothing on.' },
	'n8n-nodes-base.summarize': [
		{ needs: ({ text }) => ({ fieldsToSummarize: { values: [{ field: text }] } }) },
	],
	'n8n-nodes-base.switch': asDropped,
	'n8n-nodes-base.timeSaved': asDropped,
	'n8n-nodes-base.totp': NO_ACCOUNT,
	'n8n-nodes-base.wait': [{ needs: () => ({ amount: 1 }) }],
	'n8n-nodes-base.xml': [{ needs: () => ({ mode: 'jsonToxml' }) }],
	'@n8n/n8n-nodes-langchain.chat': { leftOut: 'It works behind a Chat Trigger alone.' },
};

/** Why a core node need not be in the table; `undefined` when it has to be. */
export function exemption({ hidden, group }: INodeTypeDescription): string | undefined {
	if (hidden) return 'The editor does not offer it.';
	if (group.includes('trigger')) return 'It starts a workflow.';
	return undefined;
}
