import { random } from "@relent/core/random";
import { describe, expect, it } from "vitest";
import { backOff, retryAfter } from "../../src/record/back-off.ts";

describe("the wait before the next try", () => {
  it("doubles from half a second to a minute, between half and all of it", () => {
    const rng = random(1);
    for (let attempt = 0; attempt < 12; attempt++) {
      const most = Math.min(60_000, 500 * 2 ** attempt);
      const waits = Array.from({ length: 200 }, () => backOff(attempt, undefined, rng));
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(most / 2);
      expect(Math.max(...waits)).toBeLessThanOrEqual(most);
      expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(0.45 * most);
    }
  });

  it("is what the server asks for and up to a quarter more, whichever try it is", () => {
    const rng = random(2);
    for (let i = 0; i < 200; i++) {
      const wait = backOff(i % 10, 2000, rng);
      expect(wait).toBeGreaterThanOrEqual(2000);
      expect(wait).toBeLessThanOrEqual(2500);
    }
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  it.each([
    ["3", 3000],
    ["0.5", 500],
    ["-1", 0],
    ["Thu, 01 Jan 2026 00:00:10 GMT", 10_000],
    ["Wed, 31 Dec 2025 23:59:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
  ])("%s is %s milliseconds", (header, milliseconds) => {
    expect(retryAfter(header, now)).toBe(milliseconds);
  });
});
