import { parseArgs, type ParseArgsConfig } from 'node:util';
import { protocol } from '../../hosts/simulator.mts';
import type { SimulatorSettings } from '../../../protocol/index.ts';

/** A rehearsal with many events, as the command line asks for it. */
export interface BatchOrder {
	readonly count: number;
	/** Events a second. */
	readonly rate: number;
	/** Weights by event. */
	readonly mix: ReadonlyMap<string, number>;
	readonly seed: number;
}

export interface SimulatorOrder {
	readonly settings: SimulatorSettings;
	readonly apiKey: string;
	readonly asJson: boolean;
	/** `null` for a single event. */
	readonly batch: BatchOrder | null;
}

const LIMITS = { count: 100_000, rate: 1000 } as const;
const DEFAULT_RATE = 10;

const { SIMULATOR_DEFAULTS, EVENT_TYPES, LONGEST_WAIT, planSimulation } = protocol();

/** The settings of the simulator under the names that they have on the command line. */
const SETTINGS: ReadonlyMap<string, string> = new Map([
	['url', 'webhookUrl'],
	...Object.keys(SIMULATOR_DEFAULTS).map((name): [string, string] => [
		name === 'answers' ? 'answer' : kebab(name),
		name,
	]),
]);

const options: NonNullable<ParseArgsConfig['options']> = {
	...Object.fromEntries(
		[...SETTINGS].map(([flag, name]) => [
			flag,
			{ type: 'string' as const, multiple: name === 'answers' },
		]),
	),
	key: { type: 'string' },
	json: { type: 'boolean' },
	count: { type: 'string' },
	rate: { type: 'string' },
	mix: { type: 'string' },
	seed: { type: 'string' },
	help: { type: 'boolean', short: 'h' },
};

export const USAGE = `Plays Sine: sends an event to a webhook and tells what the visitor would see.

  npm run simulate -- --url <webhook URL> --key <API key> [--event signin_before]

The key can also stand in the environment variable SINE_API_KEY. It is sent to the webhook URL, as
Sine sends it.

The visit       ${wrap([...SETTINGS.keys()].filter((flag) => flag !== 'url' && flag !== 'event').map((flag) => `--${flag}`))}
                --answer may stand several times; --body takes JSON in place of all of them
Events          ${wrap(EVENT_TYPES.map(({ value }) => value))}
The result      --json prints all of it

Many events     --count <number> sends so many, with visitors that are made up
                --rate <events a second> (${DEFAULT_RATE})
                --mix <event=weight,event=weight> in place of --event
                --seed <number> makes up the same visitors in the same order again`;

/** Reads the command line; throws a sentence when it cannot be used, `undefined` asks for help. */
export function readOrder(
	args: readonly string[],
	environment = process.env,
): SimulatorOrder | undefined {
	const values = parse(args);
	if (values.help) return undefined;
	if (values.url === undefined) throw new Error('--url is missing: the webhook URL of a flow.');
	const apiKey = text(values.key) ?? environment.SINE_API_KEY;
	if (apiKey === undefined) {
		throw new Error('--key is missing: the API key of the flow. SINE_API_KEY can hold it as well.');
	}
	for (const flag of ['slow-after', 'give-up-after']) {
		if (values[flag] !== undefined) number(values[flag], flag, LONGEST_WAIT);
	}
	const given = [...SETTINGS].filter(([flag]) => values[flag] !== undefined);
	const isBatch = values.count !== undefined;
	const alone = ['rate', 'mix', 'seed'].find((flag) => values[flag] !== undefined);
	if (alone && !isBatch) throw new Error(`--${alone} goes with --count.`);
	return {
		settings: Object.fromEntries(given.map(([flag, name]) => [name, values[flag]])),
		apiKey,
		asJson: values.json === true,
		batch: isBatch ? batchOf(values) : null,
	};
}

type Values = ReturnType<typeof parseArgs>['values'];

function parse(args: readonly string[]): Values {
	try {
		return parseArgs({ args: [...args], options, strict: true }).values;
	} catch (error) {
		throw new Error(
			`${(error as Error).message.split(/[.\n]/)[0]}. See: npm run simulate -- --help`,
			{
				cause: error,
			},
		);
	}
}

function batchOf(values: Values): BatchOrder {
	const seed = text(values.seed);
	return {
		count: Math.ceil(number(values.count, 'count', LIMITS.count)),
		rate: number(values.rate ?? String(DEFAULT_RATE), 'rate', LIMITS.rate),
		mix: mixOf(text(values.mix) ?? text(values.event) ?? SIMULATOR_DEFAULTS.event),
		seed: seed === undefined ? Math.floor(Math.random() * 1e6) : wholeNumber(seed),
	};
}

function number(value: unknown, flag: string, most: number): number {
	const given = Number(text(value));
	if (given > 0 && given <= most) return given;
	throw new Error(`--${flag} must be a number above 0, ${most} at most.`);
}

function wholeNumber(value: string): number {
	const given = Number(value);
	if (Number.isSafeInteger(given) && given >= 0) return given;
	throw new Error('--seed must be a whole number.');
}

/** E.g. `signin_before=8,signout_after=2`; an event without a weight counts once. */
function mixOf(mix: string): ReadonlyMap<string, number> {
	const parts = mix.split(',').map((part): [string, number] => {
		const [event = '', weight = '1'] = part.split('=').map((piece) => piece.trim());
		return [event, Number(weight)];
	});
	const wrong = parts.find(([, weight]) => !(weight > 0 && weight < Infinity));
	if (wrong) throw new Error(`--mix: the weight of "${wrong[0]}" must be a number above 0.`);
	const fault = parts
		.map(([event]) => planSimulation({ event }, { now: Date.now, newId: String }))
		.find((plan) => typeof plan === 'string');
	if (fault) throw new Error(fault);
	return new Map(parts);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function kebab(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function wrap(words: readonly string[]): string {
	const lines: string[] = [];
	for (const word of words) {
		const last = lines.at(-1);
		if (last === undefined || last.length + word.length > 70) lines.push(word);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	return lines.join('\n                ');
}
