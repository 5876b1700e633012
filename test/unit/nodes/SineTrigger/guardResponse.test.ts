import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { createTimers } from '../../../../io/timers';
import {
	guardResponse,
	writeExpressResponse,
	type Cause,
} from '../../../../nodes/SineTrigger/guardResponse';
import { refuse, type ReplyPlan } from '../../../../protocol';

const FALLBACK = '{"code":"REJECTED","rejectionMessage":"Please wait."}';
const decision: ReplyPlan = {
	kind: 'decision',
	withinMs: 500,
	fallback: { code: 'REJECTED', rejectionMessage: 'Please wait.' },
};
const acknowledgement: ReplyPlan = { kind: 'acknowledgement', withinMs: 500 };

const timers = createTimers((error) => {
	throw error;
});
let server: Server | undefined;

afterEach(() => {
	server?.close();
});

/** Starts a server; returns its port. */
async function serve(handle: (response: Response) => void): Promise<number> {
	const app = express().all('/', (_request, response) => handle(response));
	await once((server = app.listen(0, '127.0.0.1')), 'listening');
	return (server.address() as AddressInfo).port;
}

/** Calls a server whose flow does something to the guarded response; returns what came back. */
async function answerTo(plan: ReplyPlan, flow: (response: Response) => void) {
	const failures: Cause[] = [];
	const ended: Cause[] = [];
	const port = await serve((guarded) => {
		guardResponse(timers, guarded, plan, performance.now(), {
			answered: (failure) => failure && failures.push(failure),
			ended: (failure) => ended.push(failure),
		});
		flow(guarded);
	});
	const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST' });
	const { status, headers } = response;
	return {
		status,
		contentType: headers.get('content-type'),
		policy: headers.get('content-security-policy'),
		decidedBy: headers.get('x-sine-decided-by'),
		body: await response.text(),
		failures,
		ended,
	};
}

const json = { contentType: 'application/json; charset=utf-8', policy: null };

test('a valid answer of the flow is sent', async () => {
	const reply = { code: 'SUCCESS', adminNotes: 'n' };
	expect(await answerTo(decision, (response) => response.status(200).json(reply))).toMatchObject({
		...json,
		status: 200,
		body: '{"code":"SUCCESS","adminNotes":"n"}',
		decidedBy: 'flow',
		failures: [],
	});
});

test.each<[string, Cause, string, (response: Response) => void]>([
	[
		"n8n's error about a failed workflow",
		'failed',
		'failed',
		(response) => response.status(500).json({ message: 'Error in workflow' }),
	],
	[
		"n8n's error about a workflow that failed on a worker",
		'failed',
		'failed',
		(response) => response.status(500).send({ message: 'Workflow execution failed' }),
	],
	[
		"n8n's word of a time-out",
		'timedOut',
		'failed',
		(response) =>
			response
				.status(500)
				.json({ code: 0, message: 'The execution was cancelled because it timed out' }),
	],
	[
		"n8n's word of a run that somebody stopped",
		'cancelled',
		'failed',
		(response) =>
			response.status(500).json({ code: 0, message: 'The execution was cancelled manually' }),
	],
	['an empty answer', 'ended', 'ended', (response) => response.status(200).json(undefined)],
	['nothing but an end', 'ended', 'ended', (response) => response.end()],
	['a text', 'ended', 'ended', (response) => response.send('SUCCESS')],
	[
		'a reply with a field too many',
		'ended',
		'ended',
		(response) => response.json({ code: 'SUCCESS', message: 'x' }),
	],
	[
		"n8n's refusal to start",
		'refused',
		'refused',
		(response) =>
			response.status(500).json({ code: 0, message: 'There was a problem executing the workflow' }),
	],
])('%s gives the fallback answer', async (_name, failure, why, flow) => {
	expect(await answerTo(decision, flow)).toMatchObject({
		...json,
		status: 200,
		body: FALLBACK,
		decidedBy: `no-answer; why=${why}`,
		failures: [failure],
	});
});

test('the deadline gives the fallback answer', async () => {
	expect(await answerTo({ ...decision, withinMs: 10 }, () => undefined)).toMatchObject({
		...json,
		status: 200,
		body: FALLBACK,
		decidedBy: 'no-answer; why=deadline',
		failures: ['deadline'],
	});
});

test('answers that race with the deadline, a thousand times, come once each', async () => {
	const withinMs = 200;
	let failures = 0;
	const port = await serve((response) => {
		guardResponse(timers, response, { ...decision, withinMs }, performance.now(), {
			answered: (failure) => failure && failures++,
			ended: () => undefined,
		});
		// Some milliseconds before the deadline to some after it.
		const late = withinMs - 10 + Math.random() * 20;
		setTimeout(() => response.status(200).json({ code: 'SUCCESS' }), late);
	});
	const answers: string[] = [];
	while (answers.length < 1000) {
		const calls = Array.from({ length: 250 }, () => fetch(`http://127.0.0.1:${port}`));
		const replies = await Promise.all(calls);
		answers.push(...(await Promise.all(replies.map((reply) => reply.text()))));
	}
	expect([...new Set(answers)].toSorted()).toEqual([FALLBACK, '{"code":"SUCCESS"}'].toSorted());
	expect(answers.filter((answer) => answer === FALLBACK)).toHaveLength(failures);
});

test('what comes after the answer changes nothing and does not throw', async () => {
	const received = await answerTo(decision, (response) => {
		response.json({ code: 'SUCCESS' });
		response.setHeader('content-security-policy', 'sandbox');
		response.status(500).json({ message: 'Error in workflow' });
		response.send('late');
		response.end();
	});
	expect(received).toMatchObject({
		...json,
		status: 200,
		body: '{"code":"SUCCESS"}',
		failures: [],
	});
});

test('a header that n8n sets before the answer stays out of it', async () => {
	const received = await answerTo(decision, (response) => {
		response.setHeader('content-security-policy', 'sandbox');
		response.json({ code: 'SUCCESS' });
	});
	expect(received.policy).toBeNull();
});

const REJECTION = { code: 'REJECTED', rejectionMessage: 'No.' };

test.each<[string, string, object, (response: Response) => void]>([
	['flow', 'flow', REJECTION, header('flow')],
	['flow; why=decision', 'flow; why=decision', REJECTION, header('flow; why=decision')],
	['flow; why=list', 'flow; why=list', REJECTION, header('flow; why=list')],
	['a list, in several headers', 'flow; why=list', REJECTION, headers('flow; why=list')],
	['a list, of an approval', 'flow', { code: 'SUCCESS' }, header('flow; why=list')],
	['nothing', 'flow', REJECTION, () => undefined],
	['that it was not asked', 'flow', REJECTION, header('not-asked; why=site')],
	['that it gave no answer', 'flow', REJECTION, header('no-answer; why=deadline')],
	['that it only accepts', 'flow', REJECTION, headers('accepted')],
	['words of its own', 'flow', REJECTION, headers('flow; why=Eve was here')],
])('a flow that says %s: the header says %s', async (_what, decidedBy, reply, write) => {
	const received = await answerTo(decision, (response) => {
		write(response);
		response.json(reply);
	});
	expect(received).toMatchObject({ status: 200, decidedBy });
});

test('what a flow says of itself before it fails goes nowhere', async () => {
	const received = await answerTo(decision, (response) => {
		response.setHeader('x-sine-decided-by', 'flow; why=list');
		response.status(500).json({ message: 'Error in workflow' });
	});
	expect(received).toMatchObject({ body: FALLBACK, decidedBy: 'no-answer; why=failed' });
});

test('a refusal says nothing of a decision, whatever was said before', async () => {
	const port = await serve((response) => {
		response.setHeader('x-sine-decided-by', 'flow');
		writeExpressResponse(response, refuse('wrongKey').response);
	});
	const { status, headers: received } = await fetch(`http://127.0.0.1:${port}`);
	expect([status, received.get('x-sine-decided-by')]).toEqual([401, null]);
});

function header(value: string) {
	return (response: Response) => void response.setHeader('X-Sine-Decided-By', value);
}

/** As n8n writes them. */
function headers(value: string) {
	const all = new Map([
		['x-other', '1'],
		['x-sine-decided-by', value],
	]);
	return (response: Response) => void response.setHeaders(all);
}

test.each([
	['ends', 200, 'accepted', '{"code":"SUCCESS"}', (response: Response) => response.json(undefined)],
	[
		'fails',
		200,
		'accepted',
		'{"code":"SUCCESS"}',
		(response: Response) => response.status(500).json({ message: 'Error in workflow' }),
	],
	[
		'is ended by a time-out',
		200,
		'accepted',
		'{"code":"SUCCESS"}',
		(response: Response) => response.status(500).json({ message: 'It timed out' }),
	],
	[
		'is not started',
		503,
		'no-answer; why=refused',
		'{"message":"The flow could not be started. Try again later."}',
		(response: Response) => response.status(500).json({ message: 'No database' }),
	],
])('a notification whose flow %s', async (_name, status, decidedBy, body, flow) => {
	const received = await answerTo(acknowledgement, flow);
	expect(received).toMatchObject({ ...json, status, body, decidedBy });
});

test.each<[string, number, string, readonly Cause[]]>([
	['is lost', 500, 'Worker lost', ['refused']],
	['fails', 500, 'Error in workflow', ['failed']],
	['ends', 200, 'OK', ['ended']],
])('a run that %s after the answer is told', async (_name, status, message, ended) => {
	const received = await answerTo(acknowledgement, (response) => {
		response.json({ code: 'SUCCESS' });
		response.status(status).json({ message });
	});
	expect(received).toMatchObject({ status: 200, body: '{"code":"SUCCESS"}', ended });
});
