import type { INodePropertyOptions } from 'n8n-workflow';
import { DECISIONS } from '../protocol';

export const decisionOptions: INodePropertyOptions[] = DECISIONS.map(
	({ value, label, description }) => ({ name: label, value, description }),
);
