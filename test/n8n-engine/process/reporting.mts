import type { IRun, ITaskData } from 'n8n-workflow';
import type { ErrorReport, NodeReport, RunReport } from '../../tables/answers/report.ts';

export function reportOf({ status, data: { resultData } }: IRun): RunReport {
	const nodes = Object.entries(resultData.runData).map(([name, runs]): [string, NodeReport] => [
		name,
		nodeReportOf(runs.at(-1)),
	]);
	return { status, error: errorOf(resultData.error), nodes: Object.fromEntries(nodes) };
}

function nodeReportOf(task: ITaskData | undefined): NodeReport {
	return {
		outputs: (task?.data?.main ?? []).map((items) => items ?? []),
		hints: (task?.hints ?? []).map(({ message }) => message),
		error: errorOf(task?.error),
	};
}

function errorOf(error: ITaskData['error']): ErrorReport | null {
	return error ? { message: error.message, description: error.description ?? null } : null;
}
