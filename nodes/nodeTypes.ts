import type { NodeTypeAndVersion } from 'n8n-workflow';

export const SINE_TRIGGER = 'sineTrigger';
export const SINE_RESPOND = 'sineRespond';

const isOfType = (name: string) => (node: NodeTypeAndVersion) =>
	node.type.split('.').pop() === name && !node.disabled;

export const isSineTrigger = isOfType(SINE_TRIGGER);
export const isSineRespond = isOfType(SINE_RESPOND);
