export * from "./format.ts";
export { toHtml } from "./html.tsx";
export { stringify, toJson } from "./json.ts";
export type * from "./model.ts";
export { type TerminalOptions, toTerminal } from "./terminal.ts";
