import ipaddr from 'ipaddr.js';
import { kindOf } from '../events/kind';

/** Source: "IP Ranges" in Sine's help article "Webhook Integrations Setup". */
export const SINE_ADDRESSES = [
	'13.55.216.196',
	'52.63.2.142',
	'3.105.152.200',
	'13.55.196.118',
	'13.55.33.1',
	'3.105.192.233',
	'13.237.31.4',
	'13.236.199.231',
] as const;

type Range = [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

export interface AddressList {
	/** IPv4-mapped IPv6 counts as IPv4. */
	includes(address: string | undefined): boolean;
	readonly unreadable: readonly string[];
}

/** Sine's own addresses and the added ones, e.g. `['203.0.113.7', '2001:db8::/32']`. */
export function addressList(added: readonly unknown[] = []): AddressList {
	const ranges: Range[] = [];
	const unreadable: string[] = [];
	for (const entry of [...SINE_ADDRESSES, ...added]) {
		const range = typeof entry === 'string' ? readRange(entry.trim()) : undefined;
		if (range) ranges.push(range);
		else unreadable.push(typeof entry === 'string' ? entry : kindOf(entry));
	}
	return {
		unreadable,
		includes(address) {
			if (address === undefined || !ipaddr.isValid(address)) return false;
			const sender = ipaddr.process(address);
			return ranges.some(([range, bits]) => isWithin(sender, range, bits));
		},
	};
}

function readRange(entry: string): Range | undefined {
	if (ipaddr.IPv4.isValidCIDRFourPartDecimal(entry) || ipaddr.IPv6.isValidCIDR(entry)) {
		return unmapped(ipaddr.parseCIDR(entry));
	}
	if (!ipaddr.IPv4.isValidFourPartDecimal(entry) && !ipaddr.IPv6.isValid(entry)) return undefined;
	const address = ipaddr.process(entry);
	return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function unmapped([address, bits]: Range): Range {
	return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96
		? [address.toIPv4Address(), bits - 96]
		: [address, bits];
}

function isWithin(sender: ipaddr.IPv4 | ipaddr.IPv6, range: Range[0], bits: number): boolean {
	return sender.kind() === range.kind() && sender.match(range, bits);
}
