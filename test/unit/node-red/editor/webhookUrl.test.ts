import { reachOf, webhookUrl } from '../../../../node-red/editor/webhookUrl';

const ORIGIN = 'https://flows.example.com';

test.each([
	['/', '/sine', `${ORIGIN}/sine`],
	['/api', '/sine', `${ORIGIN}/api/sine`],
	['/api/', '/sine', `${ORIGIN}/api/sine`],
	['/api/v1/', '/front/desk', `${ORIGIN}/api/v1/front/desk`],
	['', '/', `${ORIGIN}/`],
	['/', ' /sine ', `${ORIGIN}/sine`],
])('with httpNodeRoot %j, %j is called under %s', (root, path, url) => {
	expect(webhookUrl(ORIGIN, root, path)).toBe(url);
});

const reach = (hostname: string, pathname = '/', adminRoot: string | undefined = '/') =>
	reachOf({ hostname, pathname }, adminRoot);

test.each('localhost 127.0.0.1 127.1.2.3 [::1] LOCALHOST red.localhost 0.0.0.0'.split(' '))(
	'%s is local',
	(name) => {
		expect(reach(name)).toBe('local');
	},
);

test.each(
	'10.0.0.1 192.168.1.20 172.16.0.1 172.31.255.1 169.254.1.1 100.64.0.1 100.127.1.1 [fd12:3456::1] [fe80::1] homeassistant.local HomeAssistant.LOCAL nodered.lan red.home.arpa red.internal nodered'.split(
		' ',
	),
)('%s is known in its own network only', (name) => {
	expect(reach(name)).toBe('private');
});

test.each(
	'flows.example.com localhost.example.com local.example 128.0.0.1 172.32.0.1 100.128.0.1 192.169.1.1 my127.0.0.1.example [2001:db8::1]'.split(
		' ',
	),
)('%s may be reached from the internet', (name) => {
	expect(reach(name)).toBe('internet');
});

test.each([
	['/api/hassio_ingress/abc/', '/', 'otherPath'],
	['/api/v1/devices/1/editor/proxy/', '/admin', 'otherPath'],
	['/anything/', undefined, 'internet'],
	['/admin/', '/admin', 'internet'],
	['/admin', '/admin/', 'internet'],
	['/', '/', 'internet'],
] as const)('an editor at %s, with httpAdminRoot %s: %s', (pathname, root, expected) => {
	expect(reachOf({ hostname: 'flows.example.com', pathname }, root)).toBe(expected);
});
