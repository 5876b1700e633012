import type { NodeRedVersion } from '../hosts/versions.mts';
import { BARE, startBareHttp } from './bareHttp.mts';
import { checkInTarget } from './checkIn.mts';
import { compare, comparison, type ToldLoad } from './comparison.mts';
import type { Findings, Place } from './findings.mts';
import { JSONATA_PATH, SINE_PATH, STOCK_PATH } from './nodeRedFlows.mts';
import { startNodeRedWith } from './nodeRedServer.mts';

const ROUNDS = 9;
const figures = ['p50', 'p99', 'rate'] as const;
const LOADS: readonly ToldLoad[] = [
	{ connections: 1, amount: 2000, uncounted: 200, figures },
	{ connections: 10, amount: 6000, uncounted: 600, figures },
	{ connections: 100, amount: 6000, uncounted: 600, figures },
];
export const SINE = 'sine in + sine respond';
const JSONATA = 'the same with JSONata';
export const STOCK = 'http in + function + http response';

/**
 * Our nodes in one Node-RED with http in, a function that does their job, and http response. Each
 * reads the key and the event, approves, and tells the visitor's first name.
 */
export async function benchNodeRed(version: NodeRedVersion, place: Place): Promise<Findings> {
	const { server, versions } = await startNodeRedWith(place, `node-red-${version}`, { version });
	const bare = await startBareHttp(place.folder);
	try {
		const targets = {
			[SINE]: checkInTarget(server.url + SINE_PATH, 'Jane'),
			[JSONATA]: checkInTarget(server.url + JSONATA_PATH, 'Welcome, Jane'),
			[STOCK]: checkInTarget(server.url + STOCK_PATH, 'Jane'),
			[BARE]: bare.target,
		};
		const series = await compare(targets, LOADS, ROUNDS);
		const title = `Node-RED ${version}`;
		return {
			versions,
			tables: [
				comparison(title, series, SINE, [STOCK, BARE]),
				comparison(`${title}, notes by JSONata`, series, JSONATA, [STOCK, BARE]),
			],
		};
	} finally {
		await bare.stop();
		await server.stop();
	}
}
