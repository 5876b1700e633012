import { whileIdle } from '../../../../node-red/editor/whileIdle';

test('works once more where it was asked while it worked, however often', () => {
	const jobs: Array<() => void> = [];
	const work = whileIdle((done) => jobs.push(done));
	work();
	work();
	work();
	expect(jobs).toHaveLength(1);
	jobs[0]?.();
	expect(jobs).toHaveLength(2);
	jobs[1]?.();
	expect(jobs).toHaveLength(2);
	work();
	expect(jobs).toHaveLength(3);
});
