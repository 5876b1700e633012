import type { Result, Results } from '../bench/results.mts';
import type { PartName } from '../bench/parts.mts';
import { formatted, table } from './markdown.mts';

/** Makes docs/performance.md of what the benchmark found last. */
export async function performancePage(results: Results): Promise<string> {
	const sections = SECTIONS.flatMap(({ part, heading, text, after = [] }) => {
		const result = results[part];
		return result ? [`## ${heading}`, text, ...measured(part, result), ...after] : [];
	});
	return await formatted([INTRODUCTION, ...sections, NEXT].join('\n\n'));
}

function measured(part: PartName, result: Result): string[] {
	return [
		...result.tables.flatMap(({ title, head, rows }) => [`**${title}**`, table(head, rows)]),
		measuredOn(part, result),
	];
}

/** When, with what and on which machine a part was measured. */
export function measuredOn(part: PartName, { date, machine, versions }: Result): string {
	const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return `Measured on ${date} with \`npm run bench ${part}\`: ${machine}; ${software.join(', ')}.`;
}

const INTRODUCTION = `<!-- Made by \`npm run bench -- --write\` and \`npx gulp docs\`: to change its words, change tools/docs/performancePage.mts. -->

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

interface Section {
	readonly part: PartName;
	readonly heading: string;
	/** What is measured, and what we aim at. */
	readonly text: string;
	/** What follows the figures. */
	readonly after?: readonly string[];
}

const WHAT_TAKES_N8N_SO_LONG = `### What takes n8n so long

n8n's default expression engine makes an isolate, a small JavaScript engine of its own, for each of
several steps of a call, whether or not the step has an expression. That takes some tens of milliseconds
of the processor, more than all the rest. n8n keeps one ready and makes one more each time, so
what counts is how many a call needs. Seen in n8n 2.41.1 by timing each of its steps:

| Step                                  | Sine Trigger | n8n's Webhook                            |
| ------------------------------------- | ------------ | ---------------------------------------- |
| n8n prepares the call for the trigger | one          | none: n8n excepts this node, by its name |
| the trigger reads its credential      | one          | one                                      |
| the run of the workflow               | one          | one                                      |

The expressions themselves take 1 to 3 milliseconds each. What was tried, in turn with the nodes as they
were, by the time of the processor for a call:

| What was tried                                                                 | One at a time | Ten at once | Kept                                          |
| ------------------------------------------------------------------------------ | ------------- | ----------- | --------------------------------------------- |
| Calls that follow each other within a second read the credential once          | 0.77 to 0.80 times | 0.73 to 0.77 times | yes: two isolates for such a call, as Webhook |
| No expression for the outputs of the trigger                                   | 1.02 times    | 1.02 times  | no: a call does not evaluate it               |
| Reading the trigger's settings as they are stored, without n8n's own reading   | 0.98 times | 1.02 times | no                                            |

The isolate that n8n makes before the trigger is out of a node's reach. It is not out of yours:

- \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\` lets n8n make isolates only for steps that have an expression.
  It is measured above. n8n has it switched off by default, and does not describe it yet.
- \`N8N_EXPRESSION_ENGINE_POOL_SIZE=3\` keeps more isolates ready. Where calls are few, each then finds all it
  needs. It costs memory, and does not help under load.
- \`N8N_EXPRESSION_ENGINE=legacy\` makes no isolates. n8n calls it less secure and means to remove it.

Under the legacy engine, n8n's database takes most of the time of a call, and our two nodes together
about a millisecond, a twentieth of it.`;

const WHAT_MAKES_ANSWERS_LATE = `Our answers set out 50 milliseconds before the time is up, because a thousand
of them take turns: writing them takes Node-RED's one thread about 65 milliseconds, more than half of it for
the lines in the log, and some more passes before Node-RED hands the calls to our node, whose clock starts
then. Before they set out early, a third of them came within the aim; writing the log after the answers
showed no gain that was sure. A single answer arrives those 50 milliseconds early. In n8n, what is late is the
isolates and the run of each call, as told [above](#what-takes-n8n-so-long). Where the second matters, set
**Answer within** a little lower than you can bear.`;

const SECTIONS: readonly Section[] = [
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
		text: 'The same in an older Node-RED.',
	},
	{
		part: 'n8n',
		heading: 'n8n',
		text: `A check-in request is approved and the visitor welcomed by name: by **Sine Trigger** and
**Respond to Sine**, and by **Webhook**, **Switch** and **Respond to Webhook**, in the same n8n, under each
of its expression engines. Aim, one call at a time: a p50 of at most 1.0 times (default) and 0.85 times
(legacy); with ten at the same time at least 0.9 times (default) and 1.2 times (legacy) as many calls a
second. [What takes n8n so long](#what-takes-n8n-so-long) is told below.`,
		after: [WHAT_TAKES_N8N_SO_LONG],
	},
	{
		part: 'n8n-queue',
		heading: 'n8n in queue mode',
		text: `The same two flows, with a main process, a webhook process and one or two workers over Redis and
PostgreSQL. All of them, and what sends the calls, share the two cores of this machine: a second worker
shows what it costs here, and would show what it brings on a machine of its own. A call takes the webhook
process about as long as it takes a worker.`,
	},
	{
		part: 'protocol',
		heading: 'What is done with a call',
		text: `\`receive\` checks the key and the sender, reads the event, and makes the simplified event of it.
Its time is told beside that of \`JSON.parse\` for the same body. A host has parsed the body when it
calls \`receive\`, so the parsing is not in its time; the key check is. Aim: at most 8 times, for Sine's
bodies and for the same with oddities in them, and 3 times for long lists. For an oddity, the event for which
it costs most is told. The shorter a body, the more the rest counts: two hashes alone, of the key and of the
body, take as long as reading a body of 100 bytes twice.

A check of Respond to Sine reads a pasted list once and keeps what it read. Rows that a flow brings are
read for each visitor. Aim: less than 5 ms for a pasted list of 10,000 rows after the first time.`,
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
		after: [WHAT_MAKES_ANSWERS_LATE],
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
	{
		part: 'flood',
		heading: 'A flood of wrong keys',
		text: `300 connections call for 20 seconds without a pause, beside one good check-in a second: with a
wrong key, or with a signature of the right form that another key made. The time of a good check-in is that
of its answer, with a connection of its own. n8n runs as \`npm start n8n\` and compose.yaml configure it.
Callers and hosts share the cores. Aim: every good check-in is right and within ten seconds, and their p50 is
no worse than with the stock nodes. What helps besides is told in
[Security](security.md#many-calls-with-a-wrong-key).`,
	},
];

const NEXT = `## Next

- [Scaling](scaling.md), for measuring your own flow
- [Architecture](architecture.md)`;
