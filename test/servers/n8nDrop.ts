import type { INode, INodeParameters, INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

type Helpers = Pick<typeof NodeHelpers, 'getNodeParameters'>;

/** A node as n8n's editor saves it, but for its id, its name and its place. */
export type DroppedNode = Pick<INode, 'type' | 'typeVersion' | 'parameters'> & {
	/** Those with a webhook of their own get an id for it. */
	readonly hasWebhook: boolean;
};

const equals = (operator: object) => ({
	options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
	conditions: [
		{
			id: '8f6c9b0e-2d5a-4c1b-9a53-5a0f3c1f7d11',
			leftValue: '',
			rightValue: '',
			operator: { type: 'string', operation: 'equals', ...operator },
		},
	],
	combinator: 'and',
});
const FIRST_CONDITION = equals({ name: 'filter.operator.equals' });

/**
 * What the dialog writes, which opens when a node is dropped: the editor of code its snippet, a
 * filter its first condition.
 *
 * @see https://github.com/n8n-io/n8n/blob/n8n@2.41.1/packages/frontend/editor-ui/src/features/shared/editors/components/CodeNodeEditor/constants.ts
 * @see https://github.com/n8n-io/n8n/blob/n8n@2.41.1/packages/frontend/editor-ui/src/features/ndv/parameters/components/FilterConditions/FilterConditions.vue
 */
const WRITTEN_BY_DIALOG: Readonly<Record<string, INodeParameters>> = {
	'n8n-nodes-base.code': {
		jsCode: `// Loop over input items and add a new field called 'myNewField' to the JSON of each one
for (const item of $input.all()) {
  item.json.myNewField = 1;
}

return $input.all();`,
	},
	'n8n-nodes-base.if': { conditions: FIRST_CONDITION },
	'n8n-nodes-base.filter': { conditions: FIRST_CONDITION },
	'n8n-nodes-base.switch': { rules: { values: [{ conditions: equals({}) }] } },
};

/** What the editor of code writes instead, when the user chooses "Run Once for Each Item". */
export const ONCE_FOR_EACH_ITEM = {
	mode: 'runOnceForEachItem',
	jsCode: `// Add a new field called 'myNewField' to the JSON of the item
$input.item.json.myNewField = 1;

return $input.item;`,
};

/**
 * Makes the node that n8n's editor saves when a user drops it on the canvas: its newest version, and
 * of its parameters those that n8n keeps though they equal their defaults.
 *
 * @see https://github.com/n8n-io/n8n/blob/n8n@2.41.1/packages/frontend/editor-ui/src/app/composables/useCanvasOperations.ts
 */
export function drop(
	types: readonly INodeTypeDescription[],
	name: string,
	{ getNodeParameters }: Helpers,
): DroppedNode {
	const type = newestType(types, name);
	const typeVersion = type.defaultVersion ?? newestVersion(type);
	const node = { typeVersion };
	const all = getNodeParameters(type.properties, {}, true, false, node, type);
	const shown = { ...all, ...WRITTEN_BY_DIALOG[name] };
	const saved = getNodeParameters(type.properties, shown, false, false, node, type);
	const hasWebhook = (type.webhooks ?? []).length > 0;
	return { type: name, typeVersion, parameters: saved ?? {}, hasWebhook };
}

/** The newest description of a type of node. */
export function newestType(
	types: readonly INodeTypeDescription[],
	name: string,
): INodeTypeDescription {
	const versions = types.filter((type) => type.name === name);
	const [newest] = versions.sort((one, other) => newestVersion(other) - newestVersion(one));
	if (!newest) throw new Error(`n8n has no node "${name}".`);
	return newest;
}

function newestVersion({ version }: INodeTypeDescription): number {
	return Math.max(...[version].flat());
}
