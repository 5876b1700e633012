import { singleValue, type Headers } from './key';

/** Whether a call says that its body is JSON. */
export function isJson(headers: Headers): boolean {
	const [mediaType = ''] = (singleValue(headers, 'content-type') ?? '').split(';');
	return /^application\/(?:[\w.+-]+\+)?json$/i.test(mediaType.trim());
}
