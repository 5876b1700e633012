/** A JSON object as `JSON.parse` makes it. */
export type JsonObject = { [name: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
