export const DEFAULT_REJECTION_MESSAGE = 'Please see the front desk.';

/** What the visitor reads where no decision came. */
export const DEFAULT_NO_ANSWER_MESSAGE =
	'We could not complete your check-in. Please see the front desk.';

/** What Sine replaces by our message in its own Rejection Message. */
export const MESSAGE_PLACEHOLDER = '%EXTERNAL_REJECTION_MESSAGE%';
