import { isJsonObject, type JsonObject } from '../json';

/** What a list of calls shows of one; `null` where the body does not say. */
export interface CallSummary {
	readonly event: string | null;
	readonly visitorType: string | null;
	readonly site: string | null;
	readonly visitor: string | null;
}

const MOST_CHARACTERS = 80;

/** Cheaper than reading the whole body, and without anything of it but these texts. */
export function callSummary(raw: unknown): CallSummary {
	const body = objectIn(raw);
	const data = objectIn(body.data);
	const { firstName, lastName } = isJsonObject(body.visitorInfo) ? body.visitorInfo : data;
	const names = [shortText(firstName), shortText(lastName)].filter(Boolean);
	return {
		event: shortText(body.event),
		visitorType: nameOf(data.visitorType ?? body.visitorType),
		site: nameOf(data.site ?? body.site),
		visitor: names.length > 0 ? names.join(' ') : null,
	};
}

function objectIn(value: unknown): JsonObject {
	return isJsonObject(value) ? value : {};
}

function nameOf(place: unknown): string | null {
	const { name, id } = objectIn(place);
	return shortText(name) ?? shortText(id);
}

function shortText(value: unknown): string | null {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? null : text.slice(0, MOST_CHARACTERS);
}
