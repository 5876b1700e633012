import { keyRefusal } from '../../protocol/keySafety';

const OWN = ['https://flows.example.com:5678/', 'https://hooks.example.com/'];

test.each([
	['http://localhost:1880/sine', []],
	['http://LOCALHOST/sine', []],
	['http://127.0.0.1:5678/webhook/x', []],
	['http://127.8.9.10/x', []],
	['http://0x7f.1/x', []],
	['http://[::1]:5678/x', []],
	['http://[::ffff:127.0.0.1]/x', []],
	['https://flows.example.com:5678/webhook/x', []],
	['https://FLOWS.example.com:5678/webhook/x', []],
	['https://hooks.example.com/webhook/x', []],
	['http://other.example.com/x', ['other.example.com']],
	['https://other.example.com/x', ['https://other.example.com/']],
	['https://other.example.com/x', ['other.example.com:443']],
	['http://other.example.com/x', ['HTTP://Other.example.com:80']],
	['https://xn--bcher-kva.de/x', ['bücher.de']],
	['https://other.example.com/x', ['other.example.com']],
	['https://other.example.com:8443/x', [' Other.Example.com ']],
	['https://other.example.com:8443/x', ['other.example.com:8443']],
	['https://203.0.113.7/x', ['203.0.113.7']],
	['https://[2001:db8::1]:8443/x', ['[2001:db8::1]']],
])('sends the key to %s', (url, hosts) => {
	expect(keyRefusal(url, { ownUrls: OWN, hosts })).toBeUndefined();
});

test.each([
	['https://other.example.com/x', [], 'other.example.com'],
	['https://flows.example.com/x', [], 'flows.example.com'],
	['http://hooks.example.com/x', [], 'hooks.example.com'],
	['https://other.example.com:8443/x', ['other.example.com:443'], 'other.example.com:8443'],
	['https://other.example.com/x', ['other.example.com/path'], 'other.example.com'],
	['https://other.example.com/x', ['a@other.example.com'], 'other.example.com'],
	['https://flows.example.com.evil.example/x', [], 'flows.example.com.evil.example'],
	['https://sub.other.example.com/x', ['other.example.com'], 'sub.other.example.com'],
	['https://other.example.com:9443/x', ['other.example.com:8443'], 'other.example.com:9443'],
	['https://localhost.evil.example/x', [], 'localhost.evil.example'],
	['https://127.0.0.1.evil.example/x', [], '127.0.0.1.evil.example'],
	['http://0.0.0.0/x', [], '0.0.0.0'],
	['http://10.0.0.1/x', [], '10.0.0.1'],
	['https://evil.example/?localhost', ['', ' '], 'evil.example'],
	['https://evil.example/x#@localhost', ['*'], 'evil.example'],
	['https://evil.example\\@localhost/x', [], 'evil.example'],
])('does not send the key to %s', (url, hosts, host) => {
	expect(keyRefusal(url, { ownUrls: OWN, hosts })).toBe(
		`The API key is not sent to ${new URL(url).origin}. If that is a server of yours, add ${host} to the simulator hosts.`,
	);
});

test.each([
	'',
	'localhost:1880/sine',
	'/webhook/x',
	'ftp://localhost/x',
	'file:///etc/hosts',
	'javascript:alert(1)',
])('asks for an http address instead of %j', (url) => {
	expect(keyRefusal(url, { ownUrls: OWN, hosts: [] })).toBe(
		'The webhook URL is not an http or https address. Copy it from the trigger node.',
	);
});

test.each(['http://localhost@evil.example/x', 'http://a:b@localhost/x', 'http://:b@localhost/x'])(
	'refuses the user name in %s',
	(url) => {
		expect(keyRefusal(url, { ownUrls: OWN, hosts: ['evil.example'] })).toBe(
			'The webhook URL must not hold a user name.',
		);
	},
);

test.each(['', 'flows.example.com', 'rubbish'])(
	'an own address %j that cannot be read allows nothing',
	(ownUrl) => {
		const harbours = { ownUrls: [ownUrl], hosts: [] };
		expect(keyRefusal('https://flows.example.com/x', harbours)).toContain('is not sent');
		expect(keyRefusal('http://localhost/x', harbours)).toBeUndefined();
	},
);
