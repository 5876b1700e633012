import { isLocal, webhookUrl } from '../../../node-red/editor/webhookUrl';

const ORIGIN = 'https://flows.example.com';

test.each([
	['/', '/sine', 'https://flows.example.com/sine'],
	['/api', '/sine', 'https://flows.example.com/api/sine'],
	['/api/', '/sine', 'https://flows.example.com/api/sine'],
	['/api/v1/', '/front/desk', 'https://flows.example.com/api/v1/front/desk'],
	['', '/', 'https://flows.example.com/'],
	['/', ' /sine ', 'https://flows.example.com/sine'],
])('with httpNodeRoot %j, %j is called under %s', (root, path, url) => {
	expect(webhookUrl(ORIGIN, root, path)).toBe(url);
});

test.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'LOCALHOST'])('%s is local', (name) => {
	expect(isLocal(name)).toBe(true);
});

test.each(['flows.example.com', 'localhost.example.com', '10.0.0.1', '128.0.0.1', 'my127.0.0.1'])(
	'%s is not',
	(name) => {
		expect(isLocal(name)).toBe(false);
	},
);
