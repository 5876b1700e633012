import type { SimulatorResult } from '../../protocol';

/** What a variable of Node-RED's can hold. */
export const KINDS = ['unset', 'lines', 'number', 'boolean', 'json', 'null', 'blank'] as const;
export type Kind = (typeof KINDS)[number];

/** What a caller, or a simulator, sees. */
export type Seen = Readonly<Record<string, unknown>>;

export interface Expected {
	readonly seen: Seen;
	/** Whether the node says, when it starts, that the setting does not count. */
	readonly isTold: boolean;
}

/** A property that holds a variable, and what comes of each kind. */
export interface Row {
	readonly expected: Readonly<Record<Kind, Expected>>;
	/** What the variable holds when it is well. */
	readonly good: string;
	/** A number and a flag, where others than 7 and true are meant. */
	readonly number?: string;
	readonly flag?: boolean;
	/** Whether the property is a list with the variable as its one entry. */
	readonly isList?: boolean;
	/** Properties beside it. */
	readonly beside?: Seen;
	/** What the flow does with a message, as JavaScript; empty for an output without a wire. */
	readonly flow?: string;
	/** The `msg.visit` that a simulator gets, where its button is not pressed. */
	readonly visit?: Seen;
	/** What is looked at of a simulator's result. */
	readonly look?: (result: SimulatorResult) => unknown;
}

type Variable = Omit<Row, 'expected'>;

export const quiet = (seen: Seen): Expected => ({ seen, isTold: false });
export const told = (seen: Seen): Expected => ({ seen, isTold: true });

/** The same, whatever it holds. */
export function ignored(variable: Variable, seen: Seen): Row {
	return strict(variable, seen, seen, {
		unset: quiet(seen),
		lines: quiet(seen),
		number: quiet(seen),
		boolean: quiet(seen),
		json: quiet(seen),
		null: quiet(seen),
	});
}

/** What is no single line cannot be read, but for the kinds that are named. */
export function strict(
	variable: Variable,
	well: Seen,
	leftOut: Seen,
	others: Partial<Row['expected']> = {},
): Row {
	const unread = told(leftOut);
	const expected = {
		unset: unread,
		lines: unread,
		number: unread,
		boolean: unread,
		json: unread,
		null: unread,
		blank: quiet(well),
		...others,
	};
	return { ...variable, expected };
}

/** A text takes whatever there is. */
export function text(
	variable: Variable,
	shown: (text: string) => Seen,
	unset: Seen = shown(''),
): Row {
	const { good } = variable;
	const expected = {
		unset: told(unset),
		lines: quiet(shown(`${good}\nmore`)),
		number: quiet(shown('7')),
		boolean: quiet(shown('true')),
		json: quiet(shown('{"a":1}')),
		null: quiet(shown('')),
		blank: quiet(shown(`${good} `)),
	};
	return { ...variable, expected };
}

/** A variable of a flow that holds it; `undefined` where it is not set. */
export function variableOf(row: Row, kind: Kind, name: string): object | undefined {
	const { good, number = '7', flag = true } = row;
	const held: Readonly<Record<Kind, readonly [type: string, value: string] | undefined>> = {
		unset: undefined,
		lines: ['str', `${good}\nmore`],
		number: ['num', number],
		boolean: ['bool', String(flag)],
		json: ['json', '{"a":1}'],
		null: ['json', 'null'],
		blank: ['str', `${good} `],
	};
	const [type, value] = held[kind] ?? [];
	return held[kind] && { name, type, value };
}
