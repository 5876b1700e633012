import { DEFAULT_REJECTION_MESSAGE, DEFAULTS } from '../../protocol';

/** What the visitor reads by default where the flow gives no answer; the tests of the settings have it to the letter. */
export const NO_ANSWER_MESSAGE = DEFAULTS.noAnswerMessage;
/** The body that Sine then gets. */
export const NO_ANSWER = `{"code":"REJECTED","rejectionMessage":"${NO_ANSWER_MESSAGE}"}`;

/** The body of a rejection to which the flow gives no message. */
export const NO_MESSAGE = `{"code":"REJECTED","rejectionMessage":"${DEFAULT_REJECTION_MESSAGE}"}`;
