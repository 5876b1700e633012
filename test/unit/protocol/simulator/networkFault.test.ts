import { networkFault } from '../../../../protocol/simulator/networkFault';

const coded = (code: string, message = 'failed') => Object.assign(new Error(message), { code });
const fetchFailed = (cause: Error) => new TypeError('fetch failed', { cause });

const REFUSED = /^Nothing listens at the webhook URL/;
const UNKNOWN_HOST = /^The host of the webhook URL has no address in the DNS/;
const NO_TLS = /^No secure connection could be made/;
const UNREACHABLE = /^The host of the webhook URL cannot be reached/;
const GAVE_UP = /^No reply came until the simulator gave up/;
const CLOSED = /^The connection was closed before the response was complete/;
const BLOCKED =
	/^n8n refused to call this address\..* N8N_SSRF_ALLOWED_HOSTNAMES, .* N8N_SSRF_ALLOWED_IP_RANGES\.$/;
const NO_HTTP = /^What came back is not HTTP/;

test.each([
	['refused', fetchFailed(coded('ECONNREFUSED')), REFUSED],
	[
		'refused on each address of the host',
		fetchFailed(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])),
		REFUSED,
	],
	['refused, in a message', new Error('connect ECONNREFUSED 127.0.0.1:1'), REFUSED],
	['an unknown host', fetchFailed(coded('ENOTFOUND')), UNKNOWN_HOST],
	['a name server that is away', coded('EAI_AGAIN'), UNKNOWN_HOST],
	['a certificate of its own', fetchFailed(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), NO_TLS],
	['a certificate of another host', coded('ERR_TLS_CERT_ALTNAME_INVALID'), NO_TLS],
	['an old certificate', coded('CERT_HAS_EXPIRED'), NO_TLS],
	['no TLS at all', coded('ERR_SSL_WRONG_VERSION_NUMBER'), NO_TLS],
	['no route', coded('EHOSTUNREACH'), UNREACHABLE],
	['no connection in time', fetchFailed(coded('UND_ERR_CONNECT_TIMEOUT')), UNREACHABLE],
	['no reply in time', new DOMException('aborted due to timeout', 'TimeoutError'), GAVE_UP],
	[
		"no reply in time, in n8n's words",
		coded('ECONNABORTED', 'timeout of 70000ms exceeded'),
		GAVE_UP,
	],
	['a reply whose time was up', coded('ERR_CANCELED', 'canceled'), GAVE_UP],
	['no reply in time, in pieces', fetchFailed(coded('UND_ERR_BODY_TIMEOUT')), GAVE_UP],
	[
		'an unknown host with a misleading name',
		fetchFailed(coded('ENOTFOUND', 'getaddrinfo ENOTFOUND timeout.invalid')),
		UNKNOWN_HOST,
	],
	['a connection that was reset', fetchFailed(coded('ECONNRESET')), CLOSED],
	[
		'a connection that was closed',
		fetchFailed(coded('UND_ERR_SOCKET', 'other side closed')),
		CLOSED,
	],
	[
		'a proxy that hung up',
		new Error('Proxy connection ended before receiving CONNECT response'),
		CLOSED,
	],
	['a body that broke off', new TypeError('terminated'), CLOSED],
	[
		"an address that n8n's protection of inner networks refuses",
		new Error('The request was blocked because it resolves to a restricted IP address'),
		BLOCKED,
	],
	['something else than HTTP', coded('HPE_INVALID_CONSTANT', 'Parse Error'), NO_HTTP],
])('%s', (_what, error, sentence) => {
	expect(networkFault(error)).toMatch(sentence);
});

test('shows what it does not know, cut', () => {
	const error = fetchFailed(coded('EWEIRD', 'x'.repeat(300)));
	expect(networkFault(error)).toBe(`The request failed: "${'x'.repeat(80)}…".`);
});

test.each([null, undefined, 7, {}, []])('makes a sentence of %j', (error) => {
	expect(networkFault(error)).toBe('The request failed: "unknown reason".');
});

test('an error without words', () => {
	expect(networkFault(new Error(''))).toBe('The request failed: "unknown reason".');
});

test('an error that is its own cause', () => {
	const error = new Error('round and round');
	error.cause = error;
	expect(networkFault(error)).toBe('The request failed: "round and round".');
});
