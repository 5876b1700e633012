import { quote, type PassedReply } from '../../protocol';

export function hintOfReply(reply: PassedReply): string {
	const { adminNotes, code, rejectionMessage, visitorNotes } = reply;
	if (code === 'REJECTED') {
		const told = `Sine was told that the visitor may not check in: ${quote(rejectionMessage)}`;
		return adminNotes === null ? told : `${told}. For the desk: ${quote(adminNotes)}`;
	}
	return [
		'Sine was told that the visitor may check in.',
		...(visitorNotes === null ? [] : [`Visitor notes: ${quote(visitorNotes)}`]),
		...(adminNotes === null ? [] : [`Admin notes: ${quote(adminNotes)}`]),
	].join(' ');
}
