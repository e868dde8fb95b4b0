export { endpoint } from "./record/endpoint.ts";
export type * from "./record/endpoint-types.ts";
export { promptOf } from "./record/sample-id.ts";
export type * from "./recording.ts";
export { openResponses } from "./responses/open-responses.ts";
export type { Ends, Opinion, TokenDivergence, TokenTable } from "./token-table.ts";
export { TOKEN_DIVERGENCES } from "./token-table.ts";
