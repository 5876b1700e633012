import { singleValue, type Headers } from './key';

export function isJson(headers: Headers): boolean {
	const [mediaType = ''] = (singleValue(headers, 'content-type') ?? '').split(';');
	return /^application\/(?:[\w.+-]+\+)?json$/i.test(mediaType.trim());
}
