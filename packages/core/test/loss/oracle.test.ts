import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectClose } from "./agree.ts";
import { CALLS } from "./calls.ts";
import { casesOf, type Tensor } from "./cases.ts";

const files = readdirSync(new URL("./fixtures/", import.meta.url))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.replace(".json", ""));

const double = (x: Tensor) => Float64Array.from(x.data);
const rounded = (x: Tensor) => Float64Array.from(x.data, Math.fround);
const single = (x: Tensor) => Float32Array.from(x.data);

/** Cases that are answered by an error, and held in a test of their own. */
const REFUSED = new Set(["neginf-all"]);
/** Inputs that single precision cannot hold. */
const DOUBLE_ONLY = new Set(["extreme/1e308"]);
/** Tables rather than losses, held in a test of their own. */
const APART = new Set(["enumeration", "adaptiveKL", "klLogits"]);

function compare(
  got: ReturnType<(typeof CALLS)[string]>,
  want: { value: ArrayLike<number>; grads: Record<string, ArrayLike<number>> },
  tolerance: number,
): void {
  expectClose(got.value, want.value, tolerance, "value");
  for (const name of Object.keys(want.grads)) {
    expect(got.grads[name], `no gradient of ${name}`).toBeDefined();
    expectClose(got.grads[name]!, want.grads[name]!, tolerance, `grad of ${name}`);
  }
}

describe.each(files.filter((file) => casesOf(file).some(({ fn }) => fn in CALLS)))("%s", (file) => {
  const cases = casesOf(file).filter(({ fn, id }) => fn in CALLS && !APART.has(fn) && !REFUSED.has(id));
  it.each(cases)("$id $params", (c) => {
    const call = CALLS[c.fn];
    expect(call, `${c.fn} has no call`).toBeDefined();
    const want = {
      value: c.value.data,
      grads: Object.fromEntries(Object.entries(c.grads).map(([k, v]) => [k, v.data])),
    };
    compare(call!(c, double), want, 1e-12);
    if (DOUBLE_ONLY.has(c.id)) return;
    const narrow = call!(c, rounded);
    compare(call!(c, single), narrow, 1e-6);
  });
});
