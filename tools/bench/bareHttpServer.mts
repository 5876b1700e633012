// The least that can take a check-in: node:http, a comparison of the key, JSON in and JSON out.
import { createServer } from 'node:http';

const [port, key] = process.argv.slice(2);

createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		if (request.headers['x-sine-auth'] !== key) {
			response.writeHead(401).end();
			return;
		}
		type Body = { data?: { firstName?: string } };
		const { data } = JSON.parse(Buffer.concat(chunks).toString()) as Body;
		const answer = JSON.stringify({ code: 'SUCCESS', visitorNotes: `Welcome, ${data?.firstName}` });
		response.writeHead(200, {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Length': Buffer.byteLength(answer),
		});
		response.end(answer);
	});
}).listen(Number(port), '127.0.0.1');
