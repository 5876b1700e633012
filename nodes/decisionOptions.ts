import type { INodePropertyOptions } from 'n8n-workflow';
import { DECISIONS } from '../protocol';

/** Sine's two answers, as both nodes offer them. */
export const decisionOptions: INodePropertyOptions[] = DECISIONS.map(
	({ value, label, description }) => ({ name: label, value, description }),
);
