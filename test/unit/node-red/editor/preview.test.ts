import { previewOf } from '../../../../node-red/editor/preview';
import { DEFAULT_REJECTION_MESSAGE } from '../../../../protocol';

const text = (value: string) => ({ type: 'str', value, isUntouched: false });
const untouched = (name: string) => ({ type: 'msg', value: name, isUntouched: true });
const UNTOUCHED = {
	visitorNotes: untouched('visitorNotes'),
	rejectionMessage: untouched('rejectionMessage'),
};
const TEXTS = { visitorNotes: text('Welcome!'), rejectionMessage: text('Sorry.') };

test.each([
	['SUCCESS', 'Welcome!'],
	['REJECTED', 'Sorry.'],
])('a fixed text for %s is read as it is', (decision, shown) => {
	expect(previewOf(decision, TEXTS)).toEqual([{ decision, text: shown, source: null }]);
});

test('where the checks decide, only the notes of an approval are shown', () => {
	expect(previewOf('CHECKS', TEXTS)).toEqual(previewOf('SUCCESS', TEXTS));
});

test('where the message decides, both are shown', () => {
	expect(previewOf('msg', TEXTS)).toEqual([
		...previewOf('SUCCESS', TEXTS),
		...previewOf('REJECTED', TEXTS),
	]);
});

test.each(['', ' \n'])(
	'%j leaves the note out, and a rejection has the default message',
	(blank) => {
		const fields = { visitorNotes: text(blank), rejectionMessage: text(blank) };
		expect(previewOf('msg', fields)).toEqual([
			{ decision: 'SUCCESS', text: '', source: null },
			{ decision: 'REJECTED', text: DEFAULT_REJECTION_MESSAGE, source: null },
		]);
	},
);

test('an untouched field depends on the message property of its name', () => {
	expect(previewOf('msg', UNTOUCHED)).toEqual([
		{ decision: 'SUCCESS', text: '', source: 'msg.visitorNotes' },
		{ decision: 'REJECTED', text: DEFAULT_REJECTION_MESSAGE, source: 'msg.rejectionMessage' },
	]);
});

test.each([
	['msg', 'payload.note', 'msg.payload.note'],
	['flow', 'note', 'flow.note'],
	['global', 'note', 'global.note'],
	['env', 'NOTE', '${NOTE}'],
	['jsonata', '"Hi " & payload.visitor.firstName', '"Hi " & payload.visitor.firstName'],
])('a text from %s is only known when a message comes', (type, value, source) => {
	const visitorNotes = { type, value, isUntouched: false };
	expect(previewOf('SUCCESS', { ...TEXTS, visitorNotes })).toEqual([
		{ decision: 'SUCCESS', text: null, source },
	]);
});
