interface Results {
	numPassedTests: number;
	numFailedTests: number;
	/** Test files that could not run at all. */
	numRuntimeErrorTestSuites: number;
}

/** Prints the whole run as one plain line, after everything else. */
export default class Tally {
	onRunComplete(_contexts: unknown, results: Results) {
		const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
		process.once('exit', () => {
			console.log(`${results.numPassedTests} passed, ${failed} failed`);
		});
	}
}
