const transform = {
	'\\.m?ts$|/github-slugger/': [
		'@swc/jest',
		{ jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
	],
};

const project = (displayName, folder) => ({
	displayName,
	roots: ['<rootDir>/test'],
	testMatch: [`<rootDir>/test/${folder}/**/*.test.ts`],
	transform,
	// It is an ES module, which Jest does not take from node_modules as it is.
	transformIgnorePatterns: ['/node_modules/(?!github-slugger/)'],
});

export default {
	projects: [
		project('unit', '!(engine|runtime|hosts)'),
		{ ...project('engine', 'engine'), globalSetup: '<rootDir>/test/engine/installOnce.mts' },
		{
			...project('runtime', 'runtime'),
			globalSetup: '<rootDir>/test/runtime/installOnce.mts',
			globalTeardown: '<rootDir>/test/runtime/removeInstalled.mts',
		},
		project('hosts', 'hosts'),
	],
	reporters: ['default', '<rootDir>/test/tally.mts'],
	testTimeout: 30_000,
};
