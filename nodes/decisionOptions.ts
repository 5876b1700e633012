import type { INodePropertyOptions } from 'n8n-workflow';
import { BY_CHECKS, CHECKS, DECISIONS } from '../protocol';

interface Option {
	readonly value: string;
	readonly label: string;
	readonly description: string;
}

export const decisionOptions: INodePropertyOptions[] = DECISIONS.map(optionOf);

export const respondOptions: INodePropertyOptions[] = [...DECISIONS, BY_CHECKS].map(optionOf);

export const checkOptions: INodePropertyOptions[] = Object.entries(CHECKS).map(
	([value, { label, description }]) => optionOf({ value, label: label.n8n, description }),
);

function optionOf({ value, label, description }: Option): INodePropertyOptions {
	return { name: label, value, description };
}
