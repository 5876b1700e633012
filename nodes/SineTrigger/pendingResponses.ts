interface PendingResponse {
	/** Sine has its answer, although the run gave none. */
	isAnswered: boolean;
	/** Known once the run has started in this process. */
	settle?: () => void;
}

/** A run responds even if Sine has its answer, because n8n keeps about 10 MB for it until then. */
export function pendingResponses() {
	const pending = new Map<string, PendingResponse>();

	const update = (id: string, change: Partial<PendingResponse>) => {
		const response = pending.get(id);
		if (!response) return;
		Object.assign(response, change);
		if (!response.isAnswered || !response.settle) return;
		pending.delete(id);
		response.settle();
	};

	return {
		add(id: string) {
			pending.set(id, { isAnswered: false });
		},
		answered(id: string) {
			update(id, { isAnswered: true });
		},
		/** Does nothing for a run of another process, as in n8n's queue mode. */
		started(id: string, settle: () => void) {
			update(id, { settle });
		},
		remove(id: string) {
			pending.delete(id);
		},
	};
}
