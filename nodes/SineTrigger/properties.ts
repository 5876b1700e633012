import type { INodeProperties } from 'n8n-workflow';
import { TRIGGER_SETTINGS } from '../../protocol';
import { optionalProperties, propertiesOf } from '../properties';

const notice = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

const [events, ...others] = propertiesOf(TRIGGER_SETTINGS);

export const properties: INodeProperties[] = [
	notice(
		'setupNotice',
		'In Sine, open Locations > your site > Integrations > Add integration > Webhook. Paste the Production URL (open Webhook URLs above) into URL, and the key of the credential into API Key. Select the same events there as here.',
	),
	...(events ? [events] : []),
	notice(
		'wiresNotice',
		'The outputs follow the order in which you chose the events. When you remove an event, the wires of the outputs below it move up: check them.',
	),
	...others,
];

export const SETTINGS = properties.filter(({ type }) => type !== 'notice' && type !== 'collection');

export const OPTIONS = optionalProperties(TRIGGER_SETTINGS, 'options');
