import { decideByChecks, type ChecksDecision } from '../../../../protocol/checks/makeChecks';
import { readVisit } from '../../../../protocol/checks/readVisit';

type Cells = readonly string[];

interface Listed {
	readonly check: 'blockList' | 'register';
	/** The header first. Each is whole, so that an empty column is one on purpose. */
	readonly lines: readonly Cells[];
	/** Who is turned away by the list as it is, each with no more than what one cell says. */
	readonly visitors: readonly object[];
}

const by = (field: object) => ({ firstName: null, lastName: null, ...field });

const LISTS: readonly Listed[] = [
	{
		check: 'blockList',
		lines: [
			['name', 'email', 'mobile', 'company', 'site', 'until', 'reason'],
			['Jane Doe', 'jane@example.com', '+61 400 000 000', '', '', '', 'Theft'],
			['Søren Møller', '', '+1 212 555 0100', 'Acme', 'Sydney HQ', '2027-01-31', ''],
			['राम शर्मा', 'ram@example.com', '', '', 'Perth|Sydney HQ', '', ''],
			['', '', '', 'Blocked Pty Ltd', '', '', 'Unpaid bills'],
		],
		visitors: [
			by({ firstName: 'Jane', lastName: 'Doe' }),
			by({ email: 'jane@example.com' }),
			by({ mobile: '0400 000 000' }),
			by({ firstName: 'Soren', lastName: 'Moller' }),
			by({ mobile: '(212) 555-0100' }),
			by({ firstName: 'राम', lastName: 'शर्मा' }),
			by({ email: 'ram@example.com' }),
			by({ firstName: 'Sam', company: 'Blocked' }),
		],
	},
	{
		check: 'blockList',
		lines: [
			['Name', 'E-mail', 'Company', 'Reason', 'Site', 'Until'],
			['Jane Doe', 'jane@example.com', '', '', '', ''],
			['Cher', '@blocked.example', '', '', '', ''],
		],
		visitors: [
			by({ firstName: 'Jane', lastName: 'Doe' }),
			by({ email: 'JANE@example.com' }),
			by({ firstName: 'Cher' }),
			by({ email: 'someone@blocked.example' }),
		],
	},
	{
		check: 'blockList',
		lines: [['mobile'], ['+61 400 000 000'], ['+1 212 555 0100']],
		visitors: [by({ mobile: '+61400000000' }), by({ mobile: '2125550100' })],
	},
	{
		check: 'blockList',
		lines: [['name'], ['Jane Doe'], ['Søren Møller']],
		visitors: [
			by({ firstName: 'Jane', lastName: 'Doe' }),
			by({ firstName: 'Søren', lastName: 'Møller' }),
		],
	},
	{
		check: 'register',
		lines: [
			['name', 'email', 'mobile', 'company', 'validUntil'],
			['Jane Doe', 'jane@example.com', '+61 400 000 000', 'Acme', '2026-01-31'],
			['Søren Møller', '', '+1 212 555 0100', '', '2026-10-31'],
		],
		visitors: [
			{ firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', company: 'Acme' },
			{ firstName: 'Soren', lastName: 'Moller', mobile: '+1 212 555 0100' },
			// Strangers with a listed mobile, or of a company with a listed name.
			{ firstName: 'Sam', lastName: 'Roe', mobile: '+1 212 555 0100' },
			{ firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', company: 'Other' },
		],
	},
	{
		check: 'register',
		lines: [
			['email', 'validUntil'],
			['jane@example.com', '2026-01-31'],
		],
		visitors: [by({ email: 'jane@example.com' })],
	},
];

/** What stands in a column can be told from what stands in another, but for words of a person. */
const FREE_TEXT = new Set(['name', 'company', 'site', 'reason']);

const SEPARATORS = [',', ';', '\t'];

const lineOf = (cells: Cells, separator = ',') => cells.join(separator);
const textOf = (lines: readonly Cells[], separator = ',') =>
	lines.map((cells) => lineOf(cells, separator)).join('\n');
const without = <Entry>(entries: readonly Entry[], index: number) => entries.toSpliced(index, 1);
const changed = <Entry>(entries: readonly Entry[], index: number, entry: Entry) =>
	entries.with(index, entry);

function swapped<Entry>(entries: readonly Entry[], one: number, other: number): Entry[] {
	return entries.map(
		(entry, at) => (at === one ? entries[other] : at === other ? entries[one] : entry) as Entry,
	);
}

type Mutation = readonly [what: string, text: string];

function cellMutations(lines: readonly Cells[]): Mutation[] {
	const [header = []] = lines;
	return lines.flatMap((cells, line) =>
		cells.flatMap((cell, column): Mutation[] => {
			const put = (what: string, to: Cells): Mutation => [
				`${what}, line ${line + 1}, column ${column + 1}`,
				textOf(changed(lines, line, to)),
			];
			const to = (what: string, text: string) => put(what, changed(cells, column, text));
			return [
				put('deleted with its separator', without(cells, column)),
				put('split', cells.toSpliced(column, 1, '', cell)),
				to('upper case', cell.toUpperCase()),
				to('lower case', cell.toLowerCase()),
				to('blanks', ` ${cell}\u00A0`),
				to('an opening quote', `"${cell}`),
				to('a closing quote', `${cell}"`),
				to('a quote within', `${cell.slice(0, 2)}"${cell.slice(2)}`),
				to('quoted', `"${cell}"`),
				...(line === 0
					? [
							to('emptied', ''),
							to('another word', 'xyz'),
							...letterMutations(cell).map((text) => to('a letter', text)),
						]
					: []),
				...cells.flatMap((_, other) => {
					const names = [header[column], header[other]].map((name) => (name ?? '').toLowerCase());
					const isAlike = names.every((name) => FREE_TEXT.has(name));
					return other > column && !isAlike
						? [put(`swapped with ${other + 1}`, swapped(cells, column, other))]
						: [];
				}),
			];
		}),
	);
}

/** A letter left out, doubled, replaced, or swapped with the next. */
function letterMutations(word: string): string[] {
	return [...word].flatMap((letter, at) => [
		word.slice(0, at) + word.slice(at + 1),
		word.slice(0, at) + letter + word.slice(at),
		`${word.slice(0, at)}q${word.slice(at + 1)}`,
		word.slice(0, at) + (word[at + 1] ?? '') + letter + word.slice(at + 2),
	]);
}

function lineMutations(lines: readonly Cells[]): Mutation[] {
	const texts = lines.map((cells) => lineOf(cells));
	const all = (what: string, to: readonly string[]): Mutation => [what, to.join('\n')];
	return texts.flatMap((text, line): Mutation[] => [
		all(`line ${line + 1} deleted`, without(texts, line)),
		all(`line ${line + 1} in capitals`, changed(texts, line, text.toUpperCase())),
		all(`line ${line + 1} in small letters`, changed(texts, line, text.toLowerCase())),
		all(`line ${line + 1} in quotes`, changed(texts, line, `"${text}"`)),
		...SEPARATORS.map((separator) =>
			all(
				`line ${line + 1} with ${JSON.stringify(separator)}`,
				changed(texts, line, lineOf(lines[line] ?? [], separator)),
			),
		),
		...[...text.matchAll(/,/g)].flatMap(({ index }) =>
			[';', '\t', ' ', ',,', '","'].map((separator) =>
				all(
					`line ${line + 1}, ${JSON.stringify(separator)} at ${index}`,
					changed(texts, line, text.slice(0, index) + separator + text.slice(index + 1)),
				),
			),
		),
		...(line > 0
			? ([
					all(`line ${line + 1} swapped with the one before`, swapped(texts, line, line - 1)),
					[
						`no line break before line ${line + 1}`,
						`${texts.slice(0, line).join('\n')}${texts.slice(line).join('\n')}`,
					],
					[
						`a blank for the line break before line ${line + 1}`,
						`${texts.slice(0, line).join('\n')} ${texts.slice(line).join('\n')}`,
					],
				] as Mutation[])
			: []),
	]);
}

function wholeMutations(lines: readonly Cells[]): Mutation[] {
	const text = textOf(lines);
	return [
		...SEPARATORS.map((separator): Mutation => [
			`all with ${JSON.stringify(separator)}`,
			textOf(lines, separator),
		]),
		['capitals', text.toUpperCase()],
		['Windows', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
		['old Macs', text.replaceAll('\n', '\r')],
		['spaced', text.replaceAll(',', ', ')],
		['blank lines', text.replaceAll('\n', '\n\n')],
		['one line', text.replaceAll('\n', ' ')],
		['rows of separators', `,,,\n${text}\n,,,`],
		['emptied', ''],
		['written as JSON', JSON.stringify(text)],
	];
}

function decide(check: string, list: string, visitor: object): ChecksDecision {
	return decideByChecks({
		checks: [{ type: check, list, timeZone: 'Australia/Sydney' }],
		visit: readVisit({
			event: 'signin_before',
			date: '2026-11-25T01:00:00Z',
			data: { site: { id: 'site-1', name: 'Sydney HQ' }, ...visitor },
		}),
		now: 0,
		timeZone: 'UTC',
	});
}

/** What a person sees of a list that is in order. */
const seen = ({ lists }: ChecksDecision) =>
	lists.map(({ rows, ignored, shorter }) => ({ rows, ignored, shorter }));

describe.each(LISTS)('$check with the columns $lines.0', ({ check, lines, visitors }) => {
	const mutations = [...cellMutations(lines), ...lineMutations(lines), ...wholeMutations(lines)];

	test.each(visitors)('%o is turned away, whatever single edit is made in silence', (visitor) => {
		const before = decide(check, textOf(lines), visitor);
		expect(before.reply.code).toBe('REJECTED');
		expect(before.why).toBeUndefined();
		const silent = mutations.filter(([, list]) => {
			const after = decide(check, list, visitor);
			return (
				after.reply.code === 'SUCCESS' &&
				JSON.stringify(seen(after)) === JSON.stringify(seen(before))
			);
		});
		expect(silent).toEqual([]);
	});

	test('every edit that lets somebody in shows in a sentence', () => {
		const before = decide(check, textOf(lines), visitors[0] ?? {}).remarks;
		for (const [, list] of mutations) {
			const after = visitors.map((visitor) => decide(check, list, visitor));
			const letIn = after.filter(({ reply }) => reply.code === 'SUCCESS');
			for (const { remarks } of letIn) expect(remarks).not.toEqual(before);
		}
	});
});
