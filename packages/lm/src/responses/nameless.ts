/**
 * Whether a token's text names no token: parts of a character read "�" at some servers and nothing at others, where the end of
 * a text reads nothing too.
 */
export const isNameless = (text: string): boolean => text === "" || text.includes("\uFFFD");
