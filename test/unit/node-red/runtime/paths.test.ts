import { pathFault, routeOf } from '../../../../node-red/runtime/paths';

test.each(['/sine', '/', '/a/b-c_d.e', '/.a/b..', '/Empfang/Köln', '/a%20b', '/sine/'])(
	'%s is a path',
	(path) => {
		expect(pathFault(path)).toBeUndefined();
	},
);

test.each([
	['', 'empty'],
	['  ', 'empty'],
	['sine', 'slash'],
	[' /sine', 'slash'],
	['/front desk', 'space'],
	['/sine\n', 'space'],
	['/:site', 'character'],
	['/sine*', 'character'],
	['/sine?site=1', 'character'],
	['/sine#top', 'character'],
	['/a\\b', 'character'],
	['/a/../b', 'dots'],
	['/a/.', 'dots'],
	['/..', 'dots'],
])('%j is not: %s', (path, fault) => {
	expect(pathFault(path)).toBe(fault);
});

test.each([
	['/sine', '/sine'],
	['/sine/', '/sine'],
	['/', ''],
	['/sine//', '/sine/'],
	['/Empfang/K%C3%B6ln', '/Empfang/Köln'],
	['/100%', '/100%'],
	['/Sine', '/Sine'],
])('%s is compared as "%s"', (path, route) => {
	expect(routeOf(path)).toBe(route);
});
