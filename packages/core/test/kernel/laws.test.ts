import "./relaxed-simd.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseTwin } from "../../src/kernel/engine.ts";
import { LAWS } from "./laws.ts";

afterAll(() => void chooseTwin("auto"));

for (const twin of ["js", "simd", "relaxed"] as const) {
  const here = chooseTwin(twin);
  if (!here) console.log(`skipped: laws in ${twin}, this engine does not have it`);
  describe.skipIf(!here)(`laws in ${twin}`, () => {
    beforeAll(() => void chooseTwin(twin));
    it.each(LAWS)("$name", ({ check }) => expect(check).not.toThrow());
  });
}
