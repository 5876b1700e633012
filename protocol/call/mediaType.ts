import { singleValue, type Headers } from './key';

export function isJson(headers: Headers): boolean {
	const type = singleValue(headers, 'content-type') ?? '';
	return (
		type === 'application/json' || /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)
	);
}
