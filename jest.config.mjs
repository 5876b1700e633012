const transform = {
	'\\.m?ts$|/github-slugger/': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
	],
};

const project = (folder) => ({
	displayName: folder,
	roots: ['<rootDir>/test'],
	testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
	transform,
	// It is an ES module, which Jest does not take from node_modules as it is.
	transformIgnorePatterns: ['/node_modules/(?!github-slugger/)'],
});

export default {
	projects: [
		project('unit'),
		{ ...project('n8n-engine'), globalSetup: '<rootDir>/test/n8n-engine/installOnce.mts' },
		{
			...project('node-red'),
			globalSetup: '<rootDir>/test/node-red/installOnce.mts',
			globalTeardown: '<rootDir>/test/node-red/removeInstalled.mts',
		},
		project('servers'),
	],
	reporters: ['default', '<rootDir>/test/helpers/tally.mts'],
	testTimeout: 30_000,
};
