import type { LawMember } from "../law-member.ts";
import type { Moments } from "../moments.ts";
import type { Solved } from "./solved.ts";

const STEP = 2 ** -26;
/** Digits of a moment are trusted to this relative error. */
const MOMENT_ERROR = 2e-15;

/** The moments with one of them moved by a relative step. */
function nudged(moments: Moments, name: keyof Moments): Moments {
  const old = moments[name];
  if (old === undefined) return moments;
  if (typeof old === "number") return { ...moments, [name]: old * (1 + STEP) };
  const moved = (x: number) => {
    const value = (old as (x: number) => number | undefined)(x);
    return value === undefined ? undefined : value * (1 + STEP);
  };
  return { ...moments, [name]: moved };
}

/** −E_p log q from the moments of p: one figure, with what the rounding of each moment may do to it. */
export function crossEntropyFromMoments(p: LawMember, q: LawMember): Solved | undefined {
  const moments = p.law.moments?.(p.parameters);
  if (moments === undefined || q.law.crossEntropyFrom === undefined) return undefined;
  const from = (given: Moments) => q.law.crossEntropyFrom!(given, q.parameters);
  const value = from(moments);
  if (value === undefined || Number.isNaN(value)) return undefined;
  const method = `moments of ${p.law.name}`;
  if (!Number.isFinite(value)) return { value, method, error: 0 };
  let sway = 0;
  for (const name of Object.keys(moments) as (keyof Moments)[]) {
    sway += Math.abs((from(nudged(moments, name)) ?? value) - value) / STEP;
  }
  return { value, method, error: MOMENT_ERROR * (sway + Math.abs(value)) };
}
