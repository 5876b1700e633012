/** What a setting holds. Each editor has a table of how it asks for each kind. */
export type SettingKind =
	/** One line. */
	| 'text'
	| 'dateTime'
	/** What a visitor reads. */
	| 'message'
	/** In Node-RED a typed input, whose type is stored beside it. */
	| 'typedText'
	| 'json'
	/** A list in which an entry that cannot be read is a fault. */
	| 'names'
	/** A list of whatever can be text. */
	| 'texts'
	| 'flag'
	/** A flag that stays on when its value cannot be read. */
	| 'protection'
	| 'seconds'
	| 'event'
	| 'events'
	| 'decision'
	| 'checks'
	| 'checkType'
	/** Rows of a check: text, or what an expression or a message brings. */
	| 'list'
	| 'fallback'
	| 'path'
	| 'url'
	| 'key'
	/** A sine in of the same Node-RED. */
	| 'sineIn'
	/** The config node with the API key. */
	| 'keyNode'
	| 'nodeName';

export type Editor = 'n8n' | 'nodeRed';

/** The same in both editors, or one for each; `null` where one has none. `{flow}` is n8n's workflow. */
export type Words = string | Readonly<Record<Editor, string | null>>;

export interface Condition {
	readonly setting: string;
	readonly values: ReadonlyArray<string | boolean>;
}

export interface Setting {
	readonly kind: SettingKind;
	readonly default: unknown;
	/** In sentence case. An editor without a label does not have the setting. */
	readonly label: Words;
	readonly hint: Words;
	/** In view at all times, where an editor shows the hint only under the pointer. */
	readonly visibleHint?: Words;
	readonly placeholder?: Words;
	readonly required?: true;
	readonly limits?: { readonly min: number; readonly max?: number };
	readonly hiddenBy?: Condition;
	readonly shownBy?: Condition;
	/** The part of Node-RED's dialog that it stands in; `null` where the page has a row of its own. */
	readonly section: string | null;
	/** Of Font Awesome 4, in Node-RED's dialog. */
	readonly icon: string;
	/** The collection of optional fields that n8n keeps it in; saved workflows depend on it. */
	readonly collection?: 'options' | 'additionalFields';
}

export type Settings = Readonly<Record<string, Setting>>;

export type DefaultsOf<Catalogue extends Settings> = {
	readonly [Name in keyof Catalogue]: Catalogue[Name]['default'];
};

export function defaultsOf<Catalogue extends Settings>(
	catalogue: Catalogue,
): DefaultsOf<Catalogue> {
	const defaults = Object.entries(catalogue).map(([name, setting]) => [name, setting.default]);
	return Object.fromEntries(defaults) as DefaultsOf<Catalogue>;
}

const FORMS: Readonly<
	Record<
		Editor,
		{
			label(label: string, kind: SettingKind): string;
			hint(hint: string, kind: SettingKind): string;
		}
	>
> = {
	// n8n's lint asks for title case, and for no full stop behind a single sentence.
	n8n: {
		label(label, kind) {
			const words = label
				.split(' ')
				.map((word) => (SMALL_WORDS.has(word) ? word : capitalised(word)));
			return [...words, ...(kind === 'seconds' ? ['(Seconds)'] : [])].join(' ');
		},
		hint: (hint) => (hint.includes('. ') ? hint : hint.replace(/\.$/, '')),
	},
	nodeRed: {
		label: (label) => label,
		hint: (hint, kind) =>
			hint && (kind === 'names' || kind === 'texts') ? `${hint} One on each line.` : hint,
	},
};

const SMALL_WORDS: ReadonlySet<string> = new Set(['and', 'for', 'in', 'of', 'or', 'the', 'to']);

function capitalised(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

type FlagNameIn<Catalogue extends Settings> = {
	[Name in keyof Catalogue]: Catalogue[Name]['kind'] extends 'flag' ? Name : never;
}[keyof Catalogue];

export type FlagsOf<Catalogue extends Settings> = {
	readonly [Name in FlagNameIn<Catalogue>]: boolean;
};

/** What is no flag leaves the default. */
export function flagsOf<Catalogue extends Settings>(
	catalogue: Catalogue,
	stored: Readonly<Partial<Record<keyof Catalogue, unknown>>>,
): FlagsOf<Catalogue> {
	const flags = Object.entries(catalogue)
		.filter(([, { kind }]) => kind === 'flag')
		.map(([name, setting]) => {
			const value = stored[name];
			return [name, typeof value === 'boolean' ? value : setting.default];
		});
	return Object.fromEntries(flags) as FlagsOf<Catalogue>;
}

export interface EditorSetting extends Omit<
	Setting,
	'label' | 'hint' | 'visibleHint' | 'placeholder'
> {
	readonly name: string;
	readonly label: string;
	readonly hint: string;
	readonly visibleHint: string;
	readonly placeholder: string;
}

export function settingsIn(editor: Editor, catalogue: Settings): EditorSetting[] {
	const words = (given: Words | undefined) => wordsIn(editor, given);
	return Object.entries(catalogue)
		.map(([name, { label, hint, visibleHint, placeholder, ...setting }]) => ({
			...setting,
			name,
			label: FORMS[editor].label(words(label), setting.kind),
			hint: FORMS[editor].hint(words(hint), setting.kind),
			visibleHint: words(visibleHint),
			placeholder: words(placeholder),
		}))
		.filter(({ label }) => label !== '');
}

const FLOW: Readonly<Record<Editor, string>> = { n8n: 'workflow', nodeRed: 'flow' };

function wordsIn(editor: Editor, words: Words = ''): string {
	const found = typeof words === 'string' ? words : (words[editor] ?? '');
	return found.replaceAll('{flow}', FLOW[editor]);
}
