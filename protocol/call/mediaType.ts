import { singleValue, type Headers } from './key';

export function isJson(headers: Headers): boolean {
	return /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(
		singleValue(headers, 'content-type') ?? '',
	);
}
