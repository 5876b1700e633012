import type { Node, NodeAPI } from 'node-red';
import type { SettingFault } from './readSettings';
import { unknownStore, unsetVariables, type TypedInput } from './typedValue';

export function settingFaultMessage(RED: NodeAPI, { setting, variable }: SettingFault): string {
	const label = RED._(`label.${setting}`);
	return variable === undefined
		? RED._('errors.unreadable', { setting: label })
		: RED._('errors.notSet', { setting: label, variable });
}

/** What a typed input names and is not there, in sentences. */
export function typedInputFaults(
	RED: NodeAPI,
	node: Node,
	setting: string,
	input: TypedInput,
): string[] {
	const store = unknownStore(RED, input);
	return [
		...unsetVariables(RED, node, input).map((variable) =>
			settingFaultMessage(RED, { setting, variable }),
		),
		...(store === undefined
			? []
			: [RED._('errors.store', { store, label: RED._(`label.${setting}`) })]),
	];
}
