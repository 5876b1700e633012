import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { SINE_RESPOND_SETTINGS, type DecisionFields } from '../../protocol';
import { readSettings, settingAsText, type SettingsReading } from './readSettings';
import { settingFaultMessage, typedInputFaults } from './settingFaults';
import { storedKinds } from './storedKinds';
import { readTypedValue, type ReadTypedValue, type TypedInput } from './typedValue';

type Field = 'adminNotes' | 'visitorNotes' | 'rejectionMessage';

const SETTINGS = storedKinds(SINE_RESPOND_SETTINGS);

export type RespondDefinition = Readonly<Partial<Record<keyof typeof SETTINGS, unknown>>>;

const ALL_FIELDS: readonly Field[] = ['adminNotes', 'visitorNotes', 'rejectionMessage'];

/** A decision that a message or a variable holds may need any field. */
const FIELDS_OF: ReadonlyMap<unknown, readonly Field[]> = new Map<unknown, readonly Field[]>([
	['SUCCESS', ['adminNotes', 'visitorNotes']],
	['CHECKS', ['adminNotes', 'visitorNotes']],
	['REJECTED', ['rejectionMessage']],
]);

export interface ReadDecision {
	readonly decision: unknown;
	/** Fails where an expression of a note or a message does. */
	read(): Promise<DecisionFields>;
}

export function decisionFields(
	RED: NodeAPI,
	node: Node,
	definition: RespondDefinition,
	warnOnce: (sentence: string) => void,
): (message: NodeMessage) => ReadDecision {
	const { settings, faults } = readSettings(SETTINGS, definition);
	for (const fault of faults) warnOnce(settingFaultMessage(RED, fault));
	// A decision that cannot be read rejects, and each message says so.
	const { decision: stored = 'REJECTED' } = definition;
	const decision = settings.decision ?? stored;
	const names = FIELDS_OF.get(decision) ?? ALL_FIELDS;
	const readers = names.map((field): [Field, ReadTypedValue] => {
		const input = inputOf(settings, field, definition[field] === undefined);
		for (const fault of typedInputFaults(RED, node, field, input)) warnOnce(fault);
		const onMissing = (path: string) => {
			// The default path needs no warning, because nobody has chosen it.
			if (path === field) return;
			warnOnce(RED._('errors.missing', { path, label: RED._(`label.${field}`) }));
		};
		return [field, readTypedValue(RED, node, input, onMissing)];
	});
	return (message) => {
		const given = decision === 'msg' ? message.decision : decision;
		return {
			decision: given,
			async read() {
				const fields: DecisionFields = { decision: given };
				for (const [field, valueFor] of readers) fields[field] = await valueFor(message);
				return fields;
			},
		};
	};
}

type Settings = SettingsReading<keyof typeof SETTINGS>['settings'];

/** A missing field is read from the message property of its name; an unreadable one is empty. */
function inputOf(settings: Settings, field: Field, isMissing: boolean): TypedInput {
	const { [field]: value = isMissing ? field : '', [`${field}Type` as const]: type = 'msg' } =
		settings;
	return { value: settingAsText(value), type: settingAsText(type) };
}
