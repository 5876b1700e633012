import { keyRefusal, strikeKey } from '../../protocol/keySafety';

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
		`The API key is not sent to ${new URL(url).origin}. If that is a server of yours, add ${host} to the simulator hosts, which are kept with the key.`,
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

test.each([
	['nothing to strike', 'nothing to strike', 'k-1'],
	['a k-1 b k-1', 'a ••• b •••', 'k-1'],
	['{"key":"a\\"b"}', '{"key":"•••"}', 'a"b'],
	['raw a"b', 'raw •••', 'a"b'],
	['/x?key=a%2Fb%20c', '/x?key=•••', 'a/b c'],
	['$& stays', '••• stays', '$&'],
	['a.c abc', '••• abc', 'a.c'],
	['unchanged', 'unchanged', ''],
	['<b>a&#60;b&#38;c</b>', '<b>•••</b>', 'a<b&c'],
	['in base64: ay0x', 'in base64: •••', 'k-1'],
])('strikes from %j, leaving %j', (text, struck, key) => {
	expect(strikeKey(text, key)).toBe(struck);
});

test('strikes from all texts and names in a value, and changes nothing else', () => {
	const value = { 'k-1': ['a k-1', 7, null, true, { deep: 'k-1' }], other: undefined };
	const before = structuredClone(value);
	expect(strikeKey(value, 'k-1')).toStrictEqual({
		'•••': ['a •••', 7, null, true, { deep: '•••' }],
		other: undefined,
	});
	expect(value).toStrictEqual(before);
});
