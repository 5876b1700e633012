import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server on this machine that keeps what it gets. */
export interface Mailbox {
	readonly port: number;
	readonly mails: ParsedMail[];
	stop(): Promise<void>;
}

export async function startMailbox(): Promise<Mailbox> {
	const mails: ParsedMail[] = [];
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			simpleParser(stream).then((mail) => {
				mails.push(mail);
				done();
			}, done);
		},
	});
	smtp.listen(0, '127.0.0.1');
	await once(smtp.server, 'listening');
	return {
		port: (smtp.server.address() as AddressInfo).port,
		mails,
		async stop() {
			await new Promise<void>((resolve) => smtp.close(resolve));
		},
	};
}
