import type { INodePropertyOptions } from 'n8n-workflow';
import { EVENT_TYPES, type SineEventType } from '../protocol';

const PLANS: Record<SineEventType['plan'], string> = {
	all: '',
	any: '',
	Enterprise: ' Enterprise plan only.',
};

export const eventOptions: INodePropertyOptions[] = EVENT_TYPES.map((type: SineEventType) => ({
	name: type.label,
	value: type.value,
	description: `${type.waits ? 'Sine waits for the answer. ' : ''}${type.description}${PLANS[type.plan]}`,
})).sort((a, b) => a.name.localeCompare(b.name));

const namesBy = (kind: 'label' | 'shortLabel') =>
	JSON.stringify(Object.fromEntries(EVENT_TYPES.map((type) => [type.value, type[kind]])));

export const EVENT_LABELS = namesBy('label');
export const SHORT_EVENT_LABELS = namesBy('shortLabel');
