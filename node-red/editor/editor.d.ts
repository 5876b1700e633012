import type { NodeCredential } from '@node-red/editor-client';

declare global {
	/** Node-RED's own types for its editor are out of date. */
	const RED: {
		readonly clipboard: { copyText(text: string, beside?: JQuery, says?: string): boolean };
		notify(
			text: string | JQuery,
			type: 'warning' | 'error' | NotificationOptions,
		): EditorNotification;
		readonly editor: { validateNode(node: EditorNode): boolean };
		readonly events: {
			on(
				name: 'nodes:add' | 'nodes:change' | 'nodes:remove',
				handler: (node: EditorNode) => void,
			): void;
			on(name: 'deploy', handler: () => void): void;
		};
		readonly nodes: {
			dirty(isChanged: boolean): void;
			eachConfig(visit: (node: EditorNode) => void): void;
			registerType<Properties extends object>(
				type: string,
				definition: EditorDefinition<Properties>,
			): void;
			filterNodes<Found>(filter: { type: string }): Array<Found & EditorNode>;
			node(id: string): EditorNode | null | undefined;
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
		readonly view: { redraw(): void };
		readonly workspaces: { show(id: string): void };
		readonly validators: {
			typedInput(typeField: string): Validator<object>;
		};
	};

	interface NotificationOptions {
		type?: 'warning' | 'success';
		/** Milliseconds. */
		timeout?: number;
		/** It stays until it is closed. */
		fixed?: boolean;
		buttons?: ReadonlyArray<{ text: string; class?: string; click(): void }>;
	}

	interface JQuery {
		/** Translates what has an attribute `data-i18n`. */
		i18n(): this;
	}

	interface EditorNotification {
		close(): void;
	}

	interface EditorNode {
		readonly id: string;
		/** The id of its flow. */
		readonly z: string;
		/** Whether it is disabled. */
		readonly d?: boolean;
		readonly type: string;
		readonly changed?: boolean;
		readonly valid?: boolean;
		/** Of a config node: those that use it. */
		readonly users?: readonly EditorNode[];
		/** What was entered, or what Node-RED told when the dialog was opened, until the next deploy. */
		readonly credentials?: EditorCredentials & { readonly _?: EditorCredentials };
		readonly _def: { readonly defaults: Readonly<Record<string, { readonly value: unknown }>> };
		_(key: string, values?: Readonly<Record<string, unknown>>): string;
	}

	/** Of stored ones Node-RED only tells whether they are there: `has_apiKey`. */
	interface EditorCredentials {
		readonly apiKey?: unknown;
		readonly previousApiKey?: unknown;
		readonly has_apiKey?: boolean;
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
		_creds?: Record<string, never>;
		credentials?: Record<string, NodeCredential & { validate?: Validator<Properties> }>;
		paletteLabel?: (this: EditorNode) => string;
		label(this: Properties & EditorNode): string;
		labelStyle?(this: Properties & EditorNode): string;
		outputLabels?(this: Properties & EditorNode, index: number): string;
		button?: {
			enabled(this: Properties & EditorNode): boolean;
			onclick(this: Properties & EditorNode): void;
		};
		onadd?(this: Properties & EditorNode): void;
		oneditprepare(this: Properties & EditorNode): void;
		oneditsave?(this: Properties & EditorNode): void;
	}
}
