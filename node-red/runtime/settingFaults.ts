import type { NodeAPI } from 'node-red';
import type { SettingFault } from './readSettings';

export function settingFaultMessage(RED: NodeAPI, { setting, variable }: SettingFault): string {
	const label = RED._(`label.${setting}`);
	return variable === undefined
		? RED._('errors.unreadable', { setting: label })
		: RED._('errors.notSet', { setting: label, variable });
}
