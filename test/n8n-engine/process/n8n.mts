import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ICredentialsHelper, IHttpRequestOptions, INodeType, INodeTypes } from 'n8n-workflow';
import type { LogLine } from '../../tables/answers/report.ts';
import { standIn } from './standIns.mts';

const ROOT = join(import.meta.dirname, '../../..');

/** One version of n8n's engine, with our package loaded by its own loader. */
export interface N8n {
	readonly core: typeof import('n8n-core');
	readonly workflow: typeof import('n8n-workflow');
	readonly nodeTypes: INodeTypes;
	/** Whether a node may use a credential, as n8n decides it. */
	mayUse(credentialType: string, nodeType: string): boolean;
	/** Adds to a request what proves who sends it, as the type of the credential does. */
	readonly authenticate: ICredentialsHelper['authenticate'];
	/** Takes the log lines since the last time. */
	takeLog(): LogLine[];
}

/** @param folder the one whose node_modules hold n8n-core and n8n-workflow */
export async function loadN8n(folder: string): Promise<N8n> {
	const require = createRequire(join(folder, 'package.json'));
	shareWorkflowPackage(require.resolve('n8n-workflow'));
	const core: N8n['core'] = require('n8n-core');
	const workflow: N8n['workflow'] = require('n8n-workflow');
	const lines = recordLog(createRequire(require.resolve('n8n-core')), core, workflow);

	const loader = new core.PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	const typeNamed = (name: string): INodeType => {
		const ofN8n = standIn(name);
		if (ofN8n) return ofN8n;
		const [packageName, nodeName = ''] = name.split('.');
		if (packageName !== loader.packageName) throw new Error(`There is no node type ${name}.`);
		return workflow.NodeHelpers.getVersionedNodeType(loader.getNode(nodeName).type);
	};
	return {
		core,
		workflow,
		nodeTypes: {
			getByName: typeNamed,
			getByNameAndVersion: typeNamed,
			getKnownTypes: () => ({}),
		},
		mayUse(credentialType, nodeType) {
			if (!loader.getCredential(credentialType).type.restrictToSupportedNodes) return true;
			const nodes = loader.known.credentials[credentialType]?.supportedNodes ?? [];
			return nodes.some((name) => `${loader.packageName}.${name}` === nodeType);
		},
		async authenticate(keys, credentialType, request) {
			const { authenticate } = loader.getCredential(credentialType).type;
			if (typeof authenticate !== 'function') throw new Error('The credential signs nothing.');
			return await authenticate(keys, request as IHttpRequestOptions);
		},
		takeLog: () => lines.splice(0),
	};
}

/** Our nodes get the n8n-workflow of the n8n that runs them, as in a real n8n. */
function shareWorkflowPackage(path: string): void {
	const ours = `${pathToFileURL(join(ROOT, 'dist')).href}/`;
	registerHooks({
		resolve: (specifier, context, next) =>
			specifier === 'n8n-workflow' && context.parentURL?.startsWith(ours)
				? next(path, context)
				: next(specifier, context),
	});
}

function recordLog(
	require: NodeJS.Require,
	core: N8n['core'],
	workflow: N8n['workflow'],
): LogLine[] {
	const lines: LogLine[] = [];
	const record = (level: LogLine['level']) => (message: string) => {
		lines.push({ level, message });
	};
	const logger = {
		error: record('error'),
		warn: record('warn'),
		info: record('info'),
		debug: () => undefined,
		scoped: () => logger,
	};
	const { Container }: typeof import('@n8n/di') = require('@n8n/di');
	const { Logger }: typeof import('@n8n/backend-common') = require('@n8n/backend-common');
	Container.set(Logger, logger as unknown as InstanceType<typeof Logger>);
	workflow.LoggerProxy.init(logger);
	// What n8n reports of failed nodes is in the run as well.
	const reporter: Partial<InstanceType<typeof core.ErrorReporter>> = { error: () => undefined };
	Container.set(core.ErrorReporter, reporter as InstanceType<typeof core.ErrorReporter>);
	return lines;
}
