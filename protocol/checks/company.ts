import { letters } from './letters';

/** Words of a company's legal form, at its end. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
	(
		'AB AG APS AS ASA BHD BV CO COMPANY CORP CORPORATION DOO EV GMBH INC INCORPORATED KFT KG KGAA KK LIMITED ' +
		'LLC LLP LP LTD LTDA MBH NV OO OY OYJ PLC PRIVATE PROPRIETARY PTE PTY PTYLTD PVT RL SA SARL SAS SDN ' +
		'SE SL SP SPA SRL SRO UG Z ZOO'
	).split(' '),
);

const BETWEEN_WORDS = /[\s\p{P}\p{Z}+]+/u;

export function comparableCompany(text: string): string {
	const words = text
		.replace(/[.'’/]/g, '')
		.split(BETWEEN_WORDS)
		.map(letters)
		.filter((word) => word !== '');
	const last = words.findLastIndex((word) => !LEGAL_FORMS.has(word));
	return (last === -1 ? words : words.slice(0, last + 1)).join('');
}
