export type JsonObject = { [name: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Safe for names like `constructor`. */
export function ownValue(object: JsonObject, name: string): unknown {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** `undefined` when the text is not valid JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** `undefined` when the JSON text has more bytes. Throws when the value is nested too deeply. */
export function jsonTextUpTo(value: unknown, bytes: number): string | undefined {
	if (isSurelyLarger(value, bytes)) return undefined;
	const text = (JSON.stringify(value) as string | undefined) ?? '';
	return Buffer.byteLength(text) > bytes ? undefined : text;
}

function isSurelyLarger(value: unknown, bytes: number): boolean {
	const rest = [value];
	let left = bytes;
	while (rest.length > 0 && left >= 0) {
		const next = rest.pop();
		left -= typeof next === 'string' ? next.length + 2 : 1;
		if (Array.isArray(next)) {
			left -= next.length;
			if (left >= 0) for (const entry of next) rest.push(entry);
		} else if (isJsonObject(next)) {
			for (const name in next) {
				left -= name.length + 4;
				if (left < 0) break;
				rest.push(next[name]);
			}
		}
	}
	return left < 0;
}
