import { z } from 'zod';
import { isJsonObject, type JsonObject } from './json';

/**
 * The bodies that Sine sends, as its article documents them. Every field may be missing or null.
 * Source: https://sine.support/en/articles/2103371-webhook-integrations-setup
 */
const text = z.string().nullish();
const flag = z.boolean().nullish();

const named = z.object({ id: text, name: text }).nullish();
const site = z.object({ id: text, name: text, timezone: text }).nullish();

const host = z
	.object({
		id: text,
		firstName: text,
		lastName: text,
		email: text,
		mobile: text,
		company: text,
		photoURL: text,
		hostGroup: text,
		hostGroupName: text,
	})
	.nullish();

const formResponses = z
	.object({
		responses: z.array(z.object({ id: text, type: text, value: z.unknown() }).nullable()).nullish(),
	})
	.nullish();

const dataSchema = z.object({
	id: text,
	firstName: text,
	lastName: text,
	email: text,
	mobile: text,
	company: text,
	emailVerified: flag,
	mobileVerified: flag,
	photoURL: text,
	status: text,
	inviteId: text,
	startDate: text,
	expiresDate: text,
	autoExpired: flag,
	site,
	visitorType: named,
	host,
	formResponses,
	formResponsesSignOut: formResponses,
	rejectionReasons: z.array(z.object({ name: text, reason: text }).nullable()).nullish(),
});

const visitorInfoSchema = z.object({
	firstName: text,
	lastName: text,
	email: text,
	mobile: text,
	company: text,
	subject: text,
	startDate: text,
	endDate: text,
	validFrom: text,
	validTo: text,
	guestMessage: text,
	fastTrackCode: z.union([z.string(), z.number()]).nullish(),
});

const bodySchema = z.object({
	event: text,
	date: text,
	externalId: text,
	data: dataSchema.nullish(),
	inviteId: text,
	adminNotes: text,
	host,
	site,
	visitorType: named,
	user: z.object({ id: text, firstName: text, lastName: text, email: text }).nullish(),
	visitorInfo: visitorInfoSchema.nullish(),
});

export type WireBody = z.infer<typeof bodySchema>;
export type WirePerson = NonNullable<WireBody['host']>;
export type WireForm = NonNullable<WireBody['data']>['formResponses'];

/** The names of the documented fields, by the object that holds them. */
export const DOCUMENTED_FIELDS = {
	body: new Set(Object.keys(bodySchema.shape)),
	data: new Set(Object.keys(dataSchema.shape)),
	visitorInfo: new Set(Object.keys(visitorInfoSchema.shape)),
} as const;

export interface WireReading {
	readonly body: WireBody;
	/** One sentence for each field that was not as documented. */
	readonly warnings: readonly string[];
	/** Dotted paths of the fields that could not be read and are null in `body`. */
	readonly unread: readonly string[];
}

/**
 * Reads a body leniently: a field that is not as documented is converted where that is plain, and
 * is null otherwise. Never throws, and does not change the given object.
 */
export function readBody(raw: JsonObject): WireReading {
	if (isAsDocumented(raw)) return { body: raw, warnings: [], unread: [] };
	const asDocumented = bodySchema.safeParse(raw);
	if (asDocumented.success) return { body: asDocumented.data, warnings: [], unread: [] };

	const warnings: string[] = [];
	const unread: string[] = [];
	const repaired = structuredClone(raw);
	for (const issue of asDocumented.error.issues) {
		const path = issue.path.join('.');
		const expected = issue.code === 'invalid_type' ? issue.expected : 'text or a number';
		const holder = holderOf(repaired, issue.path);
		const field = issue.path[issue.path.length - 1];
		if (holder === undefined || field === undefined) continue;
		const converted = convert(holder[field], expected);
		if (converted === null) unread.push(path);
		warnings.push(
			converted === null
				? `${path} is not ${nameOf(expected)} and was left out.`
				: `${path} is not ${nameOf(expected)} and was converted.`,
		);
		holder[field] = converted;
	}
	const reading = bodySchema.safeParse(repaired);
	return { body: reading.success ? reading.data : {}, warnings: capped(warnings), unread };
}

const isDocumented = quickLook(bodySchema);

/** Most bodies are as documented, and zod's copies of them cost more than all else that we do. */
function isAsDocumented(raw: JsonObject): raw is JsonObject & WireBody {
	return isDocumented(raw);
}

/** Makes a look that tells what a schema of ours would. What it does not know it leaves to zod. */
function quickLook(schema: z.ZodTypeAny): (value: unknown) => boolean {
	if (schema instanceof z.ZodString) return (value) => typeof value === 'string';
	if (schema instanceof z.ZodBoolean) return (value) => typeof value === 'boolean';
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
		const empty = schema instanceof z.ZodNullable ? null : undefined;
		const look = quickLook(schema.unwrap() as z.ZodTypeAny);
		return (value) => value === empty || look(value);
	}
	if (schema instanceof z.ZodObject) {
		const fields = Object.entries(schema.shape as z.ZodRawShape).map(
			([name, field]) => [name, quickLook(field)] as const,
		);
		return (value) => isJsonObject(value) && fields.every(([name, look]) => look(value[name]));
	}
	return (value) => schema.safeParse(value).success;
}

/** A body can be a megabyte of oddities; the first of them tell enough. */
const MOST_WARNINGS = 20;

function capped(warnings: readonly string[]): readonly string[] {
	const more = warnings.length - MOST_WARNINGS;
	return more > 0 ? [...warnings.slice(0, MOST_WARNINGS), `And ${more} more.`] : warnings;
}

function holderOf(root: JsonObject, path: ReadonlyArray<string | number>) {
	let holder: unknown = root;
	for (const step of path.slice(0, -1)) {
		if (typeof holder !== 'object' || holder === null) return undefined;
		holder = (holder as Record<string | number, unknown>)[step];
	}
	return typeof holder === 'object' && holder !== null
		? (holder as Record<string | number, unknown>)
		: undefined;
}

function convert(value: unknown, expected: string): unknown {
	if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
		return String(value);
	}
	if (expected === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
	return null;
}

const NAMES: Readonly<Record<string, string>> = {
	string: 'text',
	boolean: 'true or false',
	object: 'an object',
	array: 'a list',
};

function nameOf(expected: string): string {
	return NAMES[expected] ?? expected;
}
