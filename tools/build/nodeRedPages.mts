import type * as Protocol from '../../protocol/index.ts';
import { dialogRows } from './dialogRows.mts';

type Settings = Protocol.Settings;

interface Catalogue {
	readonly settings: Settings;
	/** What the ids of its rows begin with. */
	readonly form: string;
	/** What the ids of its fields begin with. */
	readonly prefix?: string;
}

/** The settings of each page, by the name of its file. */
const PAGES = (protocol: typeof Protocol): Readonly<Record<string, readonly Catalogue[]>> => ({
	'sine-in': [{ settings: protocol.SINE_IN_SETTINGS, form: 'sine-in' }],
	'sine-respond': [
		{ settings: protocol.SINE_RESPOND_SETTINGS, form: 'sine-respond' },
		{ settings: protocol.CHECK_SETTINGS, form: 'sine-check', prefix: 'sine-check' },
	],
	'sine-simulator': [{ settings: protocol.SINE_SIMULATOR_SETTINGS, form: 'sine-simulator' }],
	'sine-webhook': [
		{
			settings: protocol.SINE_WEBHOOK_SETTINGS,
			form: 'sine-webhook',
			prefix: 'node-config-input',
		},
	],
});

/**
 * Writes the rows of each `<sine-rows of="section">` into a page, and of each `<sine-details>` inside
 * a part that folds; every section has its place.
 */
export function withRows(protocol: typeof Protocol, name: string, page: string): string {
	const catalogues = cataloguesOf(protocol, name).map(({ settings, ...catalogue }) => ({
		...catalogue,
		inEditor: protocol.settingsIn('nodeRed', settings),
	}));
	const missing = new Set(
		catalogues.flatMap(({ inEditor }) =>
			inEditor.map(({ name: setting, section }) => section ?? ownRowOf(setting)),
		),
	);
	for (const [row] of page.matchAll(/data-i18n="label\.\w+"/g)) missing.delete(row);
	const written = page.replace(
		/<sine-(rows|details) of="(\w+)"><\/sine-\1>/g,
		(tag, kind: string, section: string) => {
			if (!missing.delete(section))
				throw new Error(`${name}.html: there is no section for ${tag}.`);
			const drawn = catalogues
				.map(({ inEditor, form, prefix }) => {
					const rows = inEditor.filter((setting) => setting.section === section);
					return dialogRows(form, rows, prefix);
				})
				.join('');
			return kind === 'rows' ? drawn : folded(`${name}-${section}`, section, drawn);
		},
	);
	if (missing.size > 0) throw new Error(`${name}.html has no place for: ${[...missing].join()}.`);
	return written;
}

function folded(id: string, label: string, rows: string): string {
	return `<details id="${id}">
<summary data-i18n="label.${label}"></summary>
${rows}
</details>`;
}

/** What a page has that draws the row of a setting by itself. */
function ownRowOf(setting: string): string {
	return `data-i18n="label.${setting}"`;
}

const GITHUB = 'https://github.com/n8n-nodes-sine/n8n-nodes-sine';

const REFERENCES = `<h3>References</h3>
	<ul>
		<li>
			<a href="${GITHUB}/blob/main/docs/node-red.md">Sine in Node-RED</a> - every setting, and how to
			connect Node-RED to Sine
		</li>
		<li><a href="${GITHUB}/issues">Issues</a> - questions and problems</li>
	</ul>`;

/** The help of each node ends with the same links. */
export function withReferences(help: string): string {
	return help.replace('<sine-references></sine-references>', REFERENCES);
}

type Texts = Record<string, unknown>;

/** Adds Sine's words and those of the settings to a file of texts. */
export function withCatalogue(protocol: typeof Protocol, name: string, texts: Texts): Texts {
	const { BY_CHECKS, CHECKS, DECISIONS, EVENT_TYPES, KEY_FAULTS, settingsIn } = protocol;
	const settings = cataloguesOf(protocol, name).flatMap((catalogue) =>
		settingsIn('nodeRed', catalogue.settings),
	);
	const catalogue: Texts = {
		'@events': byName(EVENT_TYPES, 'value', ({ label, description }) => ({ label, description })),
		'@decisions': byName(DECISIONS, 'value', ({ label }) => label),
		'@respondDecisions': byName([...DECISIONS, BY_CHECKS], 'value', ({ label }) => label),
		'@checks': Object.fromEntries(
			Object.entries(CHECKS).map(([type, { label, description }]) => [
				type,
				{ label: label.nodeRed, description },
			]),
		),
		'@keyFaults': byName(KEY_FAULTS, 'name', ({ says }) => says),
	};
	const filled = Object.entries(texts).map(([key, text]) => [key, catalogue[String(text)] ?? text]);
	const { label, tip, placeholder, ...others } = Object.fromEntries(filled) as Texts;
	const hinted = settings.filter(({ hint }) => hint);
	const example = settings.filter((setting) => setting.placeholder);
	return {
		...others,
		label: { ...byName(settings, 'name', (setting) => setting.label), ...(label as Texts) },
		tip: { ...byName(hinted, 'name', ({ hint }) => hint), ...(tip as Texts) },
		placeholder: {
			...byName(example, 'name', (setting) => setting.placeholder),
			...(placeholder as Texts),
		},
	};
}

function byName<Entry, Name extends keyof Entry>(
	list: readonly Entry[],
	name: Name,
	text: (entry: Entry) => unknown,
): Texts {
	return Object.fromEntries(list.map((entry) => [entry[name], text(entry)])) as Texts;
}

function cataloguesOf(protocol: typeof Protocol, name: string): readonly Catalogue[] {
	const page = PAGES(protocol)[name];
	if (!page) throw new Error(`There is no catalogue of settings for ${name}.`);
	return page;
}
