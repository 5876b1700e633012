export { default as sineIn } from './sine-in';
export { default as sineRespond } from './sine-respond';
export { default as sineSimulator } from './sine-simulator';
export { default as sineWebhook } from './sine-webhook';
