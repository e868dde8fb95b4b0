import { render } from "preact-render-to-string";
import { Page } from "./html/page.tsx";
import { POLICY } from "./html/policy.ts";
import { SCRIPT } from "./html/script.ts";
import { STYLE } from "./html/style.ts";
import { stringify } from "./json.ts";
import type { Report } from "./model.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);

/** End tags that the HTML standard lets a table leave out (§13.1.2.4); they are a tenth of a long report. */
const OPTIONAL = /<\/(?:t[dhr]|thead|tbody)>/g;

const UNSAFE = /[<>&\u2028\u2029]/g;
const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON that no HTML parser can leave: `<`, `>`, `&` and the two line separators are written as escapes. */
/** Significant digits of the embedded copy: enough to draw again; `-o result.json` has them all. */
const EMBEDDED_DIGITS = 3;

const embedded = (value: unknown): string => stringify(value, 0, EMBEDDED_DIGITS).replace(UNSAFE, code);

/**
 * Writes a report as one HTML file that needs nothing else: no network, no fonts, readable without its small script.
 *
 * Light, dark and print; each figure has a label and a table of the same numbers. The lane's own value is embedded as
 * `<script type="application/json" id="relent-data">`.
 */
export function toHtml(report: Report): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="relent">
<title>${escapeHtml(report.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${render(<Page report={report} />).replace(OPTIONAL, "")}
<script type="application/json" id="relent-data">${embedded(report.embedded ?? report.data)}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
