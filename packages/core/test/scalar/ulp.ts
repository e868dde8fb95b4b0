import { readFileSync } from "node:fs";

/** Rows of a fixture: arguments, then the exact value as a double and the remainder that the double misses. */
export function fixture(name: string): number[][] {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
}

/** The size of one unit in the last place of x. */
export function ulp(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -1022) return 2 ** -1074;
  const exponent = Math.floor(Math.log2(size));
  const power = 2 ** (exponent - 52);
  return size < 2 ** exponent ? power / 2 : size >= 2 ** (exponent + 1) ? power * 2 : power;
}

/** |got − (high + low)| in units in the last place of `high`. */
export function ulps(got: number, high: number, low: number): number {
  return got === high && !Number.isFinite(high) ? 0 : Math.abs(got - high - low) / ulp(high);
}

/** |got − want| / |want|, 0 where both are equal. */
export function relative(got: number, want: number): number {
  return got === want ? 0 : Math.abs(got - want) / Math.abs(want);
}
