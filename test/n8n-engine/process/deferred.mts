/** A promise that is settled from outside. */
export function deferred<T>() {
	let resolve: (value: T | PromiseLike<T>) => void = () => undefined;
	let reject: (error: Error) => void = () => undefined;
	const promise = new Promise<T>((onResolve, onReject) => {
		resolve = onResolve;
		reject = onReject;
	});
	return { promise, resolve, reject };
}
