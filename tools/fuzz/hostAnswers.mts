import type { Aspect, Draft } from './draft.mts';
import type { HttpAnswer } from './httpAnswer.mts';
import type { Reader } from './target.mts';

/** An answer that is not ours: who gives it, and for what. */
export interface HostAnswer {
	readonly by: 'Node.js' | 'Express' | 'n8n' | 'Node-RED';
	readonly when: string;
	/** Only for the hosts in which these read bodies; by default any. */
	readonly readers?: readonly Reader[];
	readonly status: number;
	readonly body: RegExp;
	/** One of these has to be wrong with the request. */
	readonly wrong: readonly Aspect[];
}

const N8N: readonly Reader[] = ['n8n'];
const PARSED: readonly Reader[] = ['Node-RED'];

/** Every answer that comes from a host itself. Whatever else is not an answer of ours is a fault. */
export const HOST_ANSWERS: readonly HostAnswer[] = [
	{
		by: 'Node.js',
		when: 'the request is not HTTP',
		status: 400,
		body: /^$/,
		wrong: ['http', 'place', 'key'],
	},
	{
		by: 'Node.js',
		when: 'the headers are too large',
		status: 431,
		body: /^$/,
		wrong: ['http', 'place'],
	},
	{
		by: 'Node.js',
		when: 'something is expected that it does not know',
		status: 417,
		body: /^$/,
		wrong: ['http'],
	},
	{
		by: 'Express',
		when: 'nobody listens there',
		status: 404,
		body: /<pre>Cannot \w+ .*<\/pre>/,
		wrong: ['place', 'http'],
	},
	{
		by: 'Express',
		when: 'the path cannot be decoded',
		status: 400,
		body: /<pre>(?:Bad Request|URIError)/,
		wrong: ['place'],
	},
	{
		by: 'Node-RED',
		when: 'the body is not valid JSON, or cannot be unpacked',
		readers: PARSED,
		status: 400,
		body: /<pre>(?:SyntaxError|Error|BadRequestError|Bad Request)/,
		wrong: ['body', 'type', 'http'],
	},
	{
		by: 'Node-RED',
		when: 'the body is too large',
		readers: PARSED,
		status: 413,
		body: /<pre>(?:PayloadTooLargeError|Payload Too Large)/,
		wrong: ['body'],
	},
	{
		by: 'Node-RED',
		when: 'the character or content encoding is not known',
		readers: PARSED,
		status: 415,
		body: /<pre>(?:UnsupportedMediaTypeError|Unsupported Media Type)/,
		wrong: ['body', 'type'],
	},
	{
		by: 'n8n',
		when: 'no workflow listens there',
		readers: N8N,
		status: 404,
		body: /^\{"code":404,"message":"(?:The requested webhook|This webhook) .*is not registered/,
		wrong: ['place', 'http'],
	},
	{
		by: 'n8n',
		when: 'it does not know the method',
		readers: N8N,
		status: 500,
		body: /^\{"code":0,"message":"The method \w+ is not supported\."[,}]/,
		wrong: ['place'],
	},
	{
		by: 'Express',
		when: 'the question which methods a page takes',
		status: 204,
		body: /^$/,
		wrong: ['place'],
	},
	{
		by: 'n8n',
		when: 'the body is not valid JSON',
		readers: N8N,
		status: 422,
		body: /^\{"code":422,"message":"Failed to parse request body"/,
		wrong: ['body', 'type', 'http'],
	},
	{
		by: 'n8n',
		when: 'the body is too large, or cannot be unpacked',
		readers: N8N,
		status: 500,
		body: /^\{"code":0,"message":"There was a problem executing the workflow"[,}]/,
		wrong: ['body'],
	},
	{
		by: 'n8n',
		when: 'the form cannot be read',
		readers: N8N,
		status: 400,
		body: /^\{"code":400,"message":"The submitted form data could not be parsed\."[,}]/,
		wrong: ['type'],
	},
	{
		by: 'n8n',
		when: 'the body of another page is too large',
		readers: N8N,
		status: 413,
		body: /<pre>(?:PayloadTooLargeError|Payload Too Large)/,
		wrong: ['place'],
	},
	{
		by: 'n8n',
		when: 'the body of another page cannot be read',
		readers: N8N,
		status: 500,
		body: /<pre>(?:Internal Server Error|\w*Error)/,
		wrong: ['place'],
	},
];

/** The entry of the table that an answer belongs to. */
export function hostAnswerFor(
	{ status, body }: HttpAnswer,
	{ method, levels }: Draft,
	reader: Reader,
): HostAnswer | undefined {
	return HOST_ANSWERS.find(
		(known) =>
			known.status === status &&
			(known.readers?.includes(reader) ?? true) &&
			(method === 'HEAD' || known.body.test(body)) &&
			known.wrong.some((aspect) => levels[aspect] !== 'fine'),
	);
}
