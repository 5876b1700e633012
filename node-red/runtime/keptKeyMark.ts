/**
 * Stands for the API key in use, in the place of the previous key, because an editor does not know
 * it. Its quotation marks keep it from being a key: no header can carry them.
 */
export const KEPT_KEY = '‹the key before this one›';
