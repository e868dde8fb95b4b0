import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJunit } from "../src/index.ts";
import { HOSTILE, hostileReport, SAMPLE } from "./fixtures/sample.ts";

const ATTRIBUTE = ` [a-z]+="(?:[^<>&"]|&(?:amp|lt|gt|quot|apos|#9|#10|#13);)*"`;
const TEXT = "(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#9|#10|#13);)*";
const TAG = new RegExp(`<(/?)([a-z]+)((?:${ATTRIBUTE})*)(/?)>|${TEXT}`, "gy");

/** The names of the elements in the order they open; throws where tags do not nest or text is not escaped. */
function elements(xml: string): string[] {
  const body = xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, "");
  const open: string[] = [];
  const names: string[] = [];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < body.length) {
    const from = TAG.lastIndex;
    const match = TAG.exec(body);
    if (match === null || match[0] === "")
      throw new Error(`not well-formed at ${body.slice(from, from + 40)}`);
    const [, close, name, , empty] = match;
    if (name === undefined) continue;
    if (close === "/") {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    names.push(name);
    if (empty !== "/") open.push(name);
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(", ")}`);
  return names;
}

const count = (xml: string, name: string): number =>
  elements(xml).filter((element) => element === name).length;

describe("the checks as JUnit", () => {
  it("are one suite with a case each", async () => {
    const xml = toJunit(SAMPLE);
    await expect(xml).toMatchFileSnapshot("./fixtures/golden/report.xml");
    expect(count(xml, "testcase")).toBe(12);
    expect(count(xml, "failure")).toBe(5);
    expect(count(xml, "skipped")).toBe(4);
  });

  it("say in their totals what they hold", () => {
    expect(toJunit(SAMPLE)).toContain('tests="12" failures="5" errors="0" skipped="4"');
  });

  it("stay well-formed and within XML's characters, whatever the names", () => {
    const names = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(names, (name) => {
        const xml = toJunit(hostileReport(name));
        expect(elements(xml)).toEqual(["testsuites", "testsuite", "testcase", "failure"]);
        expect(xml).not.toMatch(/[^\P{Cc}\n\u0085]|\p{Cs}|[\ufffe\uffff]/u);
      }),
    );
  });
});
