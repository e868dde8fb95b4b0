import type { Check, Report } from "./model.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Whatever is no character of XML 1.0 (§2.2), and the control characters that it only discourages. */
const FORBIDDEN = /[^\t\n\r -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escaped = (text: string): string =>
  text.replace(FORBIDDEN, "").replace(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] as string);

const INSIDE: Readonly<Record<Check["outcome"], (message: string) => string>> = {
  passed: () => "",
  failed: (message) => `<failure message="${message}" type="relent">${message}</failure>`,
  skipped: (message) => `<skipped message="${message}"/>`,
};

/**
 * Writes the checks as one JUnit test suite, as build servers read it.
 *
 * Every check is a test case; what was not decided counts as skipped. Characters that XML has no place for are removed.
 */
export function toJunit({ title, checks, data }: Report): string {
  const count = (outcome: Check["outcome"]): number =>
    checks.filter((check) => check.outcome === outcome).length;
  const totals = `tests="${checks.length}" failures="${count("failed")}" errors="0" skipped="${count("skipped")}" time="0"`;
  const kind = escaped(data.schema.replace(/@.*$/s, "").replaceAll("/", "."));
  const cases = checks.map(({ name, outcome, message }) => {
    const inside = INSIDE[outcome](escaped(message));
    const head = `    <testcase name="${escaped(name)}" classname="${kind}" time="0"`;
    return inside === "" ? `${head}/>` : `${head}>${inside}</testcase>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="relent" ${totals}>`,
    `  <testsuite name="${escaped(title)}" ${totals}>`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}
