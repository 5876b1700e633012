import { callLog, type LoggedCall } from '../../../../node-red/runtime/callLog';

const call = (number: number): LoggedCall => ({
	at: number,
	milliseconds: 1,
	event: 'signin_before',
	visitorType: `Type ${number}`,
	site: null,
	code: 'SUCCESS',
	decidedBy: { by: 'flow' },
	waits: true,
	simulated: false,
});

test('keeps the last 50 calls of each node, the newest first', () => {
	const log = callLog();
	for (let number = 1; number <= 60; number++) log.add('one', call(number));
	log.add('other', call(7));
	expect(log.callsOf('one').map(({ at }) => at)).toEqual(
		Array.from({ length: 50 }, (_, index) => 60 - index),
	);
	expect(log.callsOf('other')).toHaveLength(1);
	expect(log.callsOf('nobody')).toEqual([]);
});

test('remembers a hundred of the names that came, each once', () => {
	const log = callLog();
	for (let number = 1; number <= 300; number++) log.add('one', call(number % 150));
	const { visitorTypes, sites } = log.seenBy('one');
	expect(new Set(visitorTypes).size).toBe(100);
	expect(visitorTypes).toHaveLength(100);
	expect(sites).toEqual([]);
});

test('forgets a node', () => {
	const log = callLog();
	log.add('one', call(1));
	log.forget('one');
	expect(log.callsOf('one')).toEqual([]);
	expect(log.seenBy('one')).toEqual({ visitorTypes: [], sites: [] });
});
