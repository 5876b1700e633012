/** The places of a simplified event that Sine filled in none of. */
export const EMPTY_PLACES = {
	inviteId: null,
	passId: null,
	status: null,
	host: null,
	startDate: null,
	expiresDate: null,
	autoExpired: null,
	checkInAnswers: [],
	checkOutAnswers: [],
	invitation: null,
	rejection: null,
	answerBy: null,
	testRun: false,
	simulated: false,
	warnings: [],
	extra: {},
};

/** The visitor of Sine's article, as she is simplified. */
export const JANE = {
	firstName: 'Jane',
	lastName: 'Doe',
	fullName: 'Jane Doe',
	email: 'jane.doe@example.com',
	mobile: '+61400000000',
	company: 'Acme Co',
	emailVerified: null,
	mobileVerified: null,
	photoURL: null,
};

/** What the invitation of Sine's article says, under Sine's own names. */
export const INVITATION = {
	subject: 'webhook',
	startDate: '2024-07-30T02:30:00.000Z',
	endDate: '2024-07-30T03:30:00.000Z',
	validFrom: '2024-07-30T02:15:00.000Z',
	validTo: '2024-07-30T03:30:00.000Z',
	guestMessage: '',
	fastTrackCode: 123456,
};

/** The sample of a check-in request, simplified; its key is for the body as it is. */
export const CHECK_IN_REQUEST = {
	...EMPTY_PLACES,
	event: 'signin_before',
	eventName: 'Check-in Request',
	needsAnswer: true,
	date: '2024-07-30T01:43:34Z',
	eventKey: 'signin_before:-:2024-07-30T01:43:34Z:6624c143b921',
	externalId: 'abc-123',
	visitor: JANE,
	visitorType: { id: 'd77d4e33-5532-4666-a1ae-e059afd96a48', name: 'Visitor' },
	site: { id: 'fb8c6a41-990f-49d3-a5a6-8dba8ae4b075', name: 'Acme Corp', timezone: null },
};
