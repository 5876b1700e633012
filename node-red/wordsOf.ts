/** Ends a node's work on a message with an error, of which Node-RED gets the words. */
export function fail(done: (error?: Error) => void, error: unknown): void {
	// Its types do not say that it takes words.
	(done as (error: unknown) => void)(wordsOf(error));
}

/** The words of an error. Of a whole one, Node-RED's sidebar shows an object that cuts them. */
export function wordsOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
