import { addressList, SINE_ADDRESSES } from '../../../../protocol/call/addresses';

const PUBLISHED =
	'13.55.216.196 52.63.2.142 3.105.152.200 13.55.196.118 13.55.33.1 3.105.192.233 13.237.31.4 13.236.199.231';

test.each(PUBLISHED.split(' '))("includes Sine's address %s, also mapped to IPv6", (address) => {
	expect(addressList().includes(address)).toBe(true);
	expect(addressList().includes(`::ffff:${address}`)).toBe(true);
});

test("knows Sine's eight addresses and no more", () => {
	expect(SINE_ADDRESSES).toHaveLength(8);
	expect(addressList().includes('13.55.216.197')).toBe(false);
	expect(addressList().includes('127.0.0.1')).toBe(false);
});

test("keeps Sine's addresses beside added ones", () => {
	const list = addressList(['203.0.113.7']);
	expect(list.includes('13.55.33.1')).toBe(true);
	expect(list.includes('203.0.113.7')).toBe(true);
	expect(list.includes('203.0.113.8')).toBe(false);
});

test.each([
	['203.0.113.7', '203.0.113.7', true],
	[' 203.0.113.7 ', '203.0.113.7', true],
	['203.0.113.7', '::ffff:203.0.113.7', true],
	['203.0.113.7', '::ffff:cb00:7107', true],
	['::ffff:203.0.113.7', '203.0.113.7', true],
	['::ffff:203.0.113.7', '::ffff:203.0.113.7', true],
	['203.0.113.0/24', '203.0.113.255', true],
	['203.0.113.0/24', '203.0.114.0', false],
	['203.0.113.0/24', '::ffff:203.0.113.9', true],
	['203.0.113.77/24', '203.0.113.1', true],
	['203.0.113.7/32', '203.0.113.7', true],
	['203.0.113.7/32', '203.0.113.6', false],
	['0.0.0.0/0', '198.51.100.1', true],
	['0.0.0.0/0', '2001:db8::1', false],
	['::ffff:203.0.113.0/120', '203.0.113.200', true],
	['::ffff:203.0.113.0/120', '203.0.114.200', false],
	['::ffff:0:0/96', '198.51.100.1', true],
	['2001:db8::1', '2001:db8::1', true],
	['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
	['2001:db8::1', '2001:db8::2', false],
	['2001:db8::/32', '2001:db8:ffff::1', true],
	['2001:db8::/32', '2001:db9::1', false],
	['2001:db8::/32', '203.0.113.7', false],
	['::/0', '2001:db8::1', true],
])('with %j added, %s on the list is %s', (entry, sender, isIncluded) => {
	const list = addressList([entry]);
	expect(list.unreadable).toEqual([]);
	expect(list.includes(sender)).toBe(isIncluded);
});

test.each([
	'example.com',
	'',
	'203.0.113',
	'203.0.113.256',
	'203.0.113.7/33',
	'203.0.113.7/',
	'203.0.113.7/-1',
	'203.0.113.7/24/24',
	'203.0.113.7, 203.0.113.8',
	'203.0.113.7:443',
	'010.0.0.1',
	'0x7f.1',
	'3405803783',
	'10/8',
	'203.0.113/24',
	'2001:db8::/129',
	'2001:db8:::1',
	'[2001:db8::1]',
	'*',
])('lists %j as unreadable and keeps the others', (entry) => {
	const list = addressList([entry, '203.0.113.9']);
	expect(list.unreadable).toEqual([entry]);
	expect(list.includes('203.0.113.9')).toBe(true);
	expect(list.includes('13.55.33.1')).toBe(true);
});

test.each([
	undefined,
	'',
	'unknown',
	'13.55.33.1:443',
	'13.55.33.1, 10.0.0.1',
	'13.55.33.1/32',
	'constructor',
])('a sender like %j is on no list', (sender) => {
	expect(addressList(['0.0.0.0/0', '::/0']).includes(sender)).toBe(false);
});
