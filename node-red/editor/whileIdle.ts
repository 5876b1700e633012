/** Does its work again afterwards where it was asked for meanwhile. */
export function whileIdle(work: (done: () => void) => void): () => void {
	let isBusy = false;
	let isStale = false;
	const run = () => {
		isStale = isBusy;
		if (isBusy) return;
		isBusy = true;
		work(() => {
			isBusy = false;
			if (isStale) run();
		});
	};
	return run;
}
