import { isJsonObject } from '../json';
import { quote } from '../quote';

interface NetworkFault {
	readonly found: RegExp;
	readonly says: string;
}

const GAVE_UP =
	'No reply came until the simulator gave up. Let the flow answer sooner: see "Answer within" of the trigger.';

const NETWORK_FAULTS: readonly NetworkFault[] = [
	{
		found: /^The request was blocked because/,
		says: 'n8n refused to call this address. If it is yours, let whoever runs n8n add its host to N8N_SSRF_ALLOWED_HOSTNAMES, or its addresses to N8N_SSRF_ALLOWED_IP_RANGES.',
	},
	{
		found: /\bUND_ERR_CONNECT_TIMEOUT\b|\b(?:EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)\b/,
		says: 'The host of the webhook URL cannot be reached. Check its address, and the firewall.',
	},
	{
		found: /due to timeout|timeout of \d+ms exceeded|UND_ERR_\w+_TIMEOUT/,
		says: GAVE_UP,
	},
	{
		// A signal ended the call: https://axios-http.com/docs/cancellation
		found: /^ERR_CANCELED$/,
		says: GAVE_UP,
	},
	{
		found: /\bECONNREFUSED\b/,
		says: 'Nothing listens at the webhook URL: the connection was refused. Check its host and port, and that n8n or Node-RED runs there.',
	},
	{
		found: /\b(?:ENOTFOUND|EAI_\w+)\b/,
		says: 'The host of the webhook URL has no address in the DNS. Check its spelling.',
	},
	{
		found:
			/CERT|certificate|ERR_(?:TLS|SSL)|SELF_SIGNED|UNABLE_TO_VERIFY|\bEPROTO\b|wrong version number/,
		says: 'No secure connection could be made. Sine needs a certificate that is valid for the host of the webhook URL: use the public address there, and check that the certificate has not expired, that it comes from a public authority, and that the port is one for https.',
	},
	{
		found:
			/\b(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_STREAM_PREMATURE_CLOSE)\b|socket hang up|aborted|terminated|closed|Proxy connection ended/i,
		says: 'The connection was closed before the response was complete. Look at the log of n8n or Node-RED, and of the proxy in front of it.',
	},
	{
		found: /\bHPE_\w+|Parse Error|does not match the HTTP/,
		says: 'What came back is not HTTP. Check the port of the webhook URL.',
	},
];

const DEEPEST_CAUSE = 5;

/** One sentence, whatever the host's library threw. */
export function networkFault(error: unknown): string {
	const traces = tracesOf(error);
	const fault = NETWORK_FAULTS.find(({ found }) => traces.some((trace) => found.test(trace)));
	if (fault) return fault.says;
	return `The request failed: ${quote(traces.at(-1) ?? 'unknown reason')}.`;
}

/** Outer errors come first; the inner ones name the cause. */
function tracesOf(error: unknown, depth = 0): string[] {
	if (typeof error === 'string') return [error];
	if (!isJsonObject(error) || depth > DEEPEST_CAUSE) return [];
	const { code, message, cause, errors } = error;
	const others: unknown[] = Array.isArray(errors) ? errors : [];
	return [
		...[code, message].filter(
			(trace): trace is string => typeof trace === 'string' && trace !== '',
		),
		...[cause, ...others].flatMap((other) => tracesOf(other, depth + 1)),
	];
}
