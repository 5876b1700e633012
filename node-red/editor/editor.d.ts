import type { NodeCredential } from '@node-red/editor-client';

declare global {
	/** Node-RED's own types for its editor are out of date. */
	const RED: {
		readonly clipboard: { copyText(text: string, beside?: JQuery, says?: string): boolean };
		notify(
			text: string | JQuery,
			type: 'warning' | 'error' | { timeout: number },
		): EditorNotification;
		readonly nodes: {
			registerType<Properties extends object>(
				type: string,
				definition: EditorDefinition<Properties>,
			): void;
			filterNodes<Found>(filter: { type: string }): Array<Found & EditorNode>;
			node(id: string): (EditorNode & { valid?: boolean }) | null | undefined;
			subflow(
				id: string,
			): { readonly name: string; readonly instances: readonly unknown[] } | null | undefined;
			workspace(id: string): { label: string; disabled?: boolean } | null;
		};
		readonly settings: {
			readonly httpNodeRoot: string;
			readonly sineInHttpNode?: string;
			readonly sineInEditorRoot?: string;
		};
		readonly tabs: {
			create(options: { id: string; onchange(tab: { id: string }): void }): {
				addTab(tab: { id: string; label: string }): void;
			};
		};
		readonly utils: {
			getNodeLabel(node: EditorNode): string;
		};
		readonly validators: {
			typedInput(typeField: string): Validator<object>;
		};
	};

	interface EditorNotification {
		close(): void;
	}

	interface EditorNode {
		readonly id: string;
		/** The id of its flow. */
		readonly z: string;
		/** Whether it is disabled. */
		readonly d?: boolean;
		readonly changed?: boolean;
		readonly _def: { readonly defaults: Readonly<Record<string, { readonly value: unknown }>> };
		_(key: string, values?: Readonly<Record<string, unknown>>): string;
	}

	type Validator<Properties> = (
		this: Properties & EditorNode,
		value: unknown,
		options: unknown,
	) => true | string;

	interface EditorProperty {
		value: unknown;
		type?: string;
		required?: boolean;
		validate?: Validator<object>;
	}

	interface EditorDefinition<Properties extends object> {
		category: string;
		color?: string;
		icon?: string;
		align?: 'right';
		inputs?: number;
		outputs?: number;
		defaults: Readonly<Record<string, EditorProperty>>;
		credentials?: Record<string, NodeCredential & { validate?: Validator<Properties> }>;
		paletteLabel?: (this: EditorNode) => string;
		label(this: Properties & EditorNode): string;
		labelStyle?(this: Properties & EditorNode): string;
		outputLabels?(this: Properties & EditorNode, index: number): string;
		/** The button on the left of the node. */
		button?: {
			enabled(this: Properties & EditorNode): boolean;
			onclick(this: Properties & EditorNode): void;
		};
		onadd?(this: Properties & EditorNode): void;
		oneditprepare(this: Properties & EditorNode): void;
		oneditsave?(this: Properties & EditorNode): void;
	}
}
