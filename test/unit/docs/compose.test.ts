import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import n8n from '../../../tools/hosts/n8n/package.json';
import { QUEUE_SETTINGS } from '../../../tools/hosts/n8nQueue.mts';
import { TRIGGER_SETTINGS } from '../../../protocol';

interface Service {
	readonly image: string;
	readonly command?: string;
	readonly environment: Readonly<Record<string, string>>;
	readonly volumes: readonly string[];
	readonly stop_grace_period: string;
	readonly depends_on: Readonly<Record<string, object>>;
}

interface Compose {
	readonly services: Readonly<Record<string, Service>>;
	readonly volumes: Readonly<Record<string, null>>;
}

const text = readFileSync(join(__dirname, '../../../docs/compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const processes = services.filter(([, { image }]) => image.includes('n8n'));

test('has each kind of process of queue mode, in the version that the tests run', () => {
	const commands = processes.map(([, { command = 'start' }]) => command.split(' ')[0]);
	expect(commands).toEqual(['start', 'webhook', 'worker', 'worker']);
	for (const [, { image }] of processes) {
		expect(image.split(':')[1]).toBe(n8n.dependencies.n8n);
	}
});

test.each(processes)('%s has the settings that the tests of queue mode run with', (_, service) => {
	const { environment } = service;
	const expected = { ...QUEUE_SETTINGS, DB_POSTGRESDB_DATABASE: 'n8n' };
	const servers = { QUEUE_BULL_REDIS_HOST: 'redis', DB_POSTGRESDB_HOST: 'postgres' };
	expect(environment).toMatchObject({ ...expected, ...servers });
	// One secret for all processes, and none in the file.
	const secrets = Object.entries(environment).filter(([name]) => /KEY|PASSWORD/.test(name));
	expect(secrets).toHaveLength(3);
	for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?\}$/);
	expect(Object.keys(service.depends_on)).toEqual(expect.arrayContaining(['redis', 'postgres']));
});

test.each(processes)('%s has time to answer every call before it stops', (_, service) => {
	const timeout = Number(service.environment.N8N_GRACEFUL_SHUTDOWN_TIMEOUT);
	expect(timeout).toBeGreaterThan(TRIGGER_SETTINGS.answerWithin.limits.max);
	expect(parseInt(service.stop_grace_period)).toBeGreaterThan(timeout);
});

test('keeps what each of them stores, in a place of its own', () => {
	const volumes = services.flatMap(([, service]) => service.volumes);
	const names = volumes.map((volume) => volume.split(':')[0]);
	expect(new Set(names).size).toBe(services.length);
	expect(names.toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
});
