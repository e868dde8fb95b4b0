import { describe, expect, it } from "vitest";
import { FORMATS, formatFor } from "../src/index.ts";
import { SMALL } from "./fixtures/sample.ts";

describe("the formats of files", () => {
  it.each([
    ["june.html", "HTML"],
    ["out/JUNE.JSON", "JSON"],
    ["a.b.md", "Markdown"],
    ["c.csv", "CSV"],
    ["junit.xml", "JUnit"],
    ["/var/lib/node.prom", "Prometheus"],
  ])("%s is %s", (path, name) => expect(formatFor(path).name).toBe(name));

  it.each(["june.pdf", "june", ".html/june", "june.constructor", "june."])(
    "%s is refused with the known ones",
    (path) => {
      expect(() => formatFor(path)).toThrow(
        /known are \.html \(HTML\), \.json \(JSON\), \.md .*\.prom \(Prometheus\)$/,
      );
      expect(() => formatFor(path)).toThrow(expect.objectContaining({ code: "usage" }));
    },
  );

  it("all write the same report twice alike", () => {
    for (const { render } of Object.values(FORMATS))
      expect(render(SMALL)).toBe(render(structuredClone(SMALL)));
  });
});
