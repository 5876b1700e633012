import type { Result, Results } from '../../bench/results.mts';
import type { PartName } from '../../bench/parts.mts';
import { formatted, table } from './markdown.mts';

/** Makes docs/performance.md of what the benchmark found last. */
export async function performancePage(results: Results): Promise<string> {
	const sections = SECTIONS.flatMap(({ part, heading, text }) => {
		const result = results[part];
		return result ? [`## ${heading}`, text, ...measured(part, result)] : [];
	});
	return await formatted([INTRODUCTION, ...sections, NEXT].join('\n\n'));
}

function measured(part: PartName, { date, machine, versions, tables }: Result): string[] {
	const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return [
		...tables.flatMap(({ title, head, rows }) => [`**${title}**`, table(head, rows)]),
		`Measured on ${date} with \`npm run bench ${part}\`: ${machine}; ${software.join(', ')}.`,
	];
}

const INTRODUCTION = `<!-- Made by \`npm run bench -- --write\` and \`npx gulp docs\`: to change its words, change scripts/docs/performancePage.mts. -->

# Performance

What our nodes cost beside the stock nodes that do the same job, measured with one command, in one
run, and in turn. Read the ratios: they carry over to your machine better than the figures, which
depend on it.

- A ratio is told as its median over all rounds, and in brackets the lowest and the highest of them.
  Within a round, both sides were measured right after each other.
- A ratio below 1 is good for us where less is better (times), and one above 1 where more is better
  (calls a second).
- "Bare node:http" is the least that can take a check-in: a server of a few lines in a process of its
  own, which compares the key with \`===\`, parses the JSON and answers. It has no editor, no flows, no
  deadline and no record of what happened. With many calls at the same time, what sends the calls is
  slower than it is: it could do more.

\`npm run bench\` in a clone of the project measures all of this on your machine, which takes about
half an hour; name a part to measure only that. Other programs disturb it.`;

const SECTIONS: ReadonlyArray<{ part: PartName; heading: string; text: string }> = [
	{
		part: 'node-red',
		heading: 'Node-RED',
		text: `A check-in request is approved with the visitor's first name as the note: by **sine in** and
**sine respond**, and by **http in**, a **function** that does their job, and **http response**, in the
same Node-RED. Aim: at least 1.3 times as many calls a second, and a p99 that is no worse.`,
	},
	{
		part: 'node-red-4',
		heading: 'Node-RED 4',
		text: 'The same in the oldest Node-RED that is supported.',
	},
	{
		part: 'n8n',
		heading: 'n8n',
		text: `A check-in request is approved and the visitor welcomed by name: by **Sine Trigger** and
**Sine Respond**, and by **Webhook**, **Switch** and **Respond to Webhook**, in the same n8n, with n8n's
defaults and with \`N8N_EXPRESSION_ENGINE=legacy\`. Aim, one call at a time: a p50 of at most 1.0 times
(default) and 0.85 times (legacy); with ten at the same time at least 0.9 times (default) and 1.2 times
(legacy) as many calls a second.`,
	},
	{
		part: 'protocol',
		heading: 'What is done with a call',
		text: `\`receive\` checks the key and the sender, reads the event, and makes the simplified event of it.
Its time is told beside that of \`JSON.parse\` for the same body. A host has parsed the body when it
calls \`receive\`, so the parsing is not in its time; the key check is. Aim: at most 12 times.`,
	},
	{
		part: 'loading',
		heading: 'Loading the package',
		text: `What each file adds to the start of the host, in a fresh process each time. For n8n, the process
has n8n-workflow loaded before, as n8n has. The files share the protocol, which the first of them
loads: all of them together cost little more than one.`,
	},
	{
		part: 'memory',
		heading: 'Memory',
		text: `Bytes that stay in use after 100,000 calls, ten at the same time, when everything is collected
that can be. The calls come in five equal stretches after a warm-up: growth that goes on from stretch
to stretch is a leak, growth in the first ones alone is the host settling. n8n itself cannot take so many in
the time, so the Sine Trigger is measured by itself, in a process with stand-ins for what n8n hands it,
after the deadlines of all calls; and n8n as a whole, with all that it keeps, over fewer calls.`,
	},
	{
		part: 'deadlines',
		heading: 'Answers at the deadline',
		text: `Many calls at once to a flow that never answers: how late Sine gets the answer for **If no answer**.
Aim: 99 % of 1,000 within 100 ms. It is told from two ends. From the arrival at the server: from when
Node.js has read the head of the call to when the answer is handed to the system. From the sending by
the client: the client's whole wait, in which a thousand connections are opened first and then queue for
the server's one thread; a visitor would notice that. n8n starts a run for each call before our node
sees it, in one thread: the deadline counts from when n8n hands the call over, so the time that calls
wait for that comes on top. It gets fewer calls here.`,
	},
	{
		part: 'keys',
		heading: 'Timing of wrong keys',
		text: `Whether the time of a refusal tells anything about the right key. Wrong keys of several kinds, in
random order, are compared with keys of the right length that are wrong everywhere, by the Mann-Whitney U
test. Cliff's delta says how much: 0 is no difference, 1 is that each call of one kind takes longer than
each of the other. p says how likely a difference of this size is by chance alone. The first row
compares like with like, so it shows how much of the others is noise; of twenty rows, one has a p below
0.05 by chance. Why there is nothing to find: both keys are [hashed before they are
compared](security.md).`,
	},
];

const NEXT = `## Next

- [Scaling](scaling.md), for measuring your own flow
- [Architecture](architecture.md)`;
