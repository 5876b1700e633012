import { inARow, pass, sineRespond, sineTrigger } from '../tables/answers/flow';
import { describeSineRespond } from '../tables/answers/sineRespond';
import { onEachEngine, onOlderEngines } from './engine';

const approve = sineRespond({ decision: 'SUCCESS' });

onOlderEngines('everything', describeSineRespond);

onEachEngine((engine) => {
	test.each([
		['a run from another trigger', 'manual'],
		['a sub-workflow', 'integrated'],
	] as const)('says that no Sine Trigger comes before it, in %s', async (_name, mode) => {
		const run = await engine.run({
			from: 'Start',
			mode,
			items: [{ json: { event: 'signin_before' } }],
			flow: inARow(pass('Start'), approve),
		});

		expect(run).toMatchObject({
			status: 'error',
			error: {
				message: 'No Sine Trigger comes before this node',
				description:
					'Respond to Sine answers the call that started this workflow. Put a Sine Trigger at its start. In a sub-workflow it cannot answer: return the decision and put Respond to Sine into the workflow that Sine calls.',
			},
		});
	});

	test.each(['manual', 'retry'] as const)(
		'says that no call from Sine started the run (%s)',
		async (mode) => {
			const run = await engine.run({
				from: 'Sine Trigger',
				mode,
				items: [{ json: { event: 'signin_before' } }],
				flow: inARow(sineTrigger(), approve),
			});

			expect(run).toMatchObject({ status: 'success', error: null });
			expect(run.nodes['Respond to Sine']?.hints).toEqual([
				'This run was not started by a call from Sine, so nobody received the answer.',
			]);
		},
	);
});
