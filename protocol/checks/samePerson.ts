import { isSameMobile } from './mobile';
import type { RowPerson } from './people';

export function isListed(row: RowPerson, visitor: RowPerson): boolean {
	if (isCompany(row)) return hasCompany(row, visitor);
	return hasName(row, visitor) || hasEmail(row, visitor) || hasMobile(row, visitor);
}

/** By email or mobile, with the name where the row has one; by the name where it has neither. */
export function isRegistered(row: RowPerson, visitor: RowPerson): boolean {
	const hasAddress = row.emails.length + row.mobiles.length > 0;
	const isTheirs = hasEmail(row, visitor) || hasMobile(row, visitor);
	return (
		(hasAddress ? isTheirs : row.names.length > 0) &&
		(row.names.length === 0 || hasName(row, visitor)) &&
		(row.companies.length === 0 || hasCompany(row, visitor))
	);
}

export function isCompany({ names, emails, mobiles, companies }: RowPerson): boolean {
	return companies.length > 0 && names.length + emails.length + mobiles.length === 0;
}

function hasName(row: RowPerson, visitor: RowPerson): boolean {
	return row.names.some((name) => visitor.names.includes(name));
}

function hasEmail(row: RowPerson, visitor: RowPerson): boolean {
	return row.emails.some((listed) => visitor.emails.includes(listed));
}

function hasMobile(row: RowPerson, visitor: RowPerson): boolean {
	return row.mobiles.some((listed) => visitor.mobiles.some((sent) => isSameMobile(listed, sent)));
}

function hasCompany(row: RowPerson, visitor: RowPerson): boolean {
	return row.companies.some((listed) => visitor.companies.includes(listed));
}
