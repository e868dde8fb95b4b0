export { toCsv } from "./csv.ts";
export { type Fault, fault } from "./fault.ts";
export {
  alignDecimals,
  type EstimateText,
  formatCell,
  formatCount,
  formatEstimate,
  formatEstimateParts,
  formatNumber,
  formatP,
  formatQuantity,
  formatShare,
  formatTicks,
  type NumberFormat,
} from "./format.ts";
export { FORMATS, type Format, formatFor } from "./formats.ts";
export { toHtml } from "./html.tsx";
export { stringify, toJson } from "./json.ts";
export { toJunit } from "./junit.ts";
export { toMarkdown } from "./markdown.ts";
export type * from "./model.ts";
export { toPrometheus } from "./prometheus.ts";
export { type TerminalOptions, toTerminal } from "./terminal.ts";
