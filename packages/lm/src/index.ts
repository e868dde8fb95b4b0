export type * from "./recording.ts";
export type { Ends, Opinion, TokenDivergence, TokenTable } from "./token-table.ts";
export { TOKEN_DIVERGENCES } from "./token-table.ts";
