import { alarmClock } from '../../clock/alarms';
import { foldedRefusals } from '../../io/foldedRefusals';
import { refuse, type LogLine } from '../../protocol';

const alarms = alarmClock((error) => {
	throw error;
});

test('600 refusals at once are two lines, the second with the number of the others', async () => {
	const lines: LogLine[] = [];
	const refusal = refuse('wrongKey');
	const { add } = foldedRefusals(alarms);
	const second = new Promise<void>((resolve) => {
		for (let call = 0; call < 600; call++) {
			add(refusal, (line) => {
				if (lines.push(line) === 2) resolve();
			});
		}
	});
	expect(lines).toEqual([refusal.log]);
	await second;
	expect(lines).toEqual([
		refusal.log,
		{ ...refusal.log, message: `${refusal.log.message} (and 598 more in the last second)` },
	]);
});

test('each reason has a line of its own', () => {
	const lines: LogLine[] = [];
	const { add, end } = foldedRefusals(alarms);
	for (const reason of ['wrongKey', 'notJson', 'wrongKey', 'notJson'] as const) {
		add(refuse(reason), (line) => lines.push(line));
	}
	expect(lines).toEqual([refuse('wrongKey').log, refuse('notJson').log]);
	end();
	expect(lines).toHaveLength(4);
	end();
	expect(lines).toHaveLength(4);
});
