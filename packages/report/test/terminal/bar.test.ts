import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBar } from "../../src/terminal/bar.ts";

describe("a bar", () => {
  it("is drawn in eighths", () => {
    expect(Array.from({ length: 9 }, (_, i) => drawBar(i, 8, 1, false))).toEqual(["", ..."▏▎▍▌▋▊▉█"]);
    expect(drawBar(3, 4, 4, false)).toBe("███");
    expect(drawBar(3, 4, 4, true)).toBe("###");
  });

  it("shows what is tiny, and fills at its largest and at infinity", () => {
    expect(drawBar(1e-9, 1, 10, false)).toBe("▏");
    expect(drawBar(Number.POSITIVE_INFINITY, 1, 3, false)).toBe("███");
    expect(drawBar(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3, false)).toBe("███");
    expect(drawBar(1, 0, 3, false)).toBe("");
  });

  it("has another pattern below zero", () => {
    expect(drawBar(-0.5, 1, 4, false)).toBe("░░");
    expect(drawBar(-0.5, 1, 4, true)).toBe("--");
  });

  it("never leaves its room", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true }),
        fc.double({ noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        (value, max, width, ascii) => {
          expect(drawBar(value, max, width, ascii).length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
