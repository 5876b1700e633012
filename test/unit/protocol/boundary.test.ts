import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const PROTOCOL = join(__dirname, '../../../protocol');
const ALLOWED_PACKAGES = new Set(['zod', 'ipaddr.js', 'node:crypto']);
/** The host's world. The protocol is given the time and the settings, and keeps no timers. */
const FORBIDDEN_NAMES = new Set([
	...['process', 'global', 'globalThis', 'console', 'performance', 'fetch', '__dirname'],
	...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'AbortSignal'],
]);

test.each(sourceFiles())('%s knows no host, no clock and no network', (file) => {
	expect(trespasses(file, readFileSync(join(PROTOCOL, file), 'utf8'))).toEqual([]);
});

test('the protocol has a door', () => {
	expect(sourceFiles()).toContain('index.ts');
});

test.each([
	["import { sleep } from 'n8n-workflow';", "'n8n-workflow'"],
	["import type { Request } from 'express';", "'express'"],
	[
		"export * from '../../../nodes/SineTrigger/SineTrigger.node';",
		"'../../../nodes/SineTrigger/SineTrigger.node'",
	],
	["import { isIP } from './../../net';", "'./../../net'"],
	["export const red = require('node-red');", "'node-red'"],
	["export const http = await import('node:http');", "'node:http'"],
	["type Server = import('node:http').Server;", "'node:http'"],
	['export const home = process.env.HOME;', 'process'],
	['export const later = [setTimeout];', 'setTimeout'],
	['export const all = { globalThis };', 'globalThis'],
	['export const now = Date.now();', 'Date.now'],
	['export const now = new Date();', 'new Date()'],
	['export const now = new Date;', 'new Date()'],
	['export const now = Date();', 'Date()'],
])('this check sees through %s', (source, trespass) => {
	expect(trespasses('samples/index.ts', source)).toEqual([trespass]);
});

test('this check allows what the protocol needs', () => {
	const source = [
		"import { createHash } from 'node:crypto';",
		"import ipaddr from 'ipaddr.js';",
		"import { z } from 'zod';",
		"import sample from './signin_before.json';",
		"import { receive } from '../receive';",
		'export const at = (call: { process: string }, now: number) =>',
		'	[call.process, new Date(now), Date.parse(call.process)];',
	].join('\n');
	expect(trespasses('samples/index.ts', source)).toEqual([]);
});

function sourceFiles(): string[] {
	return readdirSync(PROTOCOL, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.ts'),
	);
}

function trespasses(file: string, source: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const trespass = trespassOf(file, node);
		if (trespass !== undefined) found.push(trespass);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
	return found;
}

function trespassOf(file: string, node: ts.Node): string | undefined {
	const imported = importedModule(node);
	if (imported) {
		const allowed = ts.isStringLiteral(imported) && isAllowed(file, imported.text);
		return allowed ? undefined : imported.getText();
	}
	if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
		return 'new Date()';
	}
	if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
	if (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now') return 'Date.now';
	return ts.isIdentifier(node) && FORBIDDEN_NAMES.has(node.text) && isReference(node)
		? node.text
		: undefined;
}

function isAllowed(file: string, imported: string): boolean {
	if (!imported.startsWith('.')) return ALLOWED_PACKAGES.has(imported);
	return !normalize(join(dirname(file), imported)).startsWith('..');
}

function importedModule(node: ts.Node): ts.Node | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
		return node.argument.literal;
	if (!ts.isCallExpression(node)) return undefined;
	const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword;
	return loads || node.expression.getText() === 'require' ? node.arguments[0] : undefined;
}

/** Whether the name stands for a variable, and is not the name of a property. */
function isReference({ parent, ...node }: ts.Identifier): boolean {
	if (ts.isPropertyAccessExpression(parent)) return parent.expression.pos === node.pos;
	return (
		!(ts.isPropertySignature(parent) || ts.isPropertyAssignment(parent)) ||
		parent.name.pos !== node.pos
	);
}
