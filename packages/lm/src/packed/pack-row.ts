import { expm1mx } from "@relent/core/scalar";
import type { RowLimits } from "../recording.ts";
import { ROW_HEAD_BYTES } from "./layout.ts";
import { likeliest } from "./likeliest.ts";

const STEPS = 65535;
/** Rounds a number to single precision, never down. */
function upward(x: number): number {
  const near = Math.fround(x);
  return near >= x ? near : Math.fround(near + Math.max(Math.abs(near) * 2 ** -22, 2 ** -149));
}

/** p ln(p/q) − p + q. */
const term = (p: number, logP: number, logQ: number): number =>
  p === 0 ? Math.exp(logQ) : p * expm1mx(logQ - logP);

/** What the tokens left out have. */
interface Tail {
  readonly mass: number;
  readonly cap: number;
}

/** The list's tokens are known; `clippedMass` is the most likely probability of what the source only bounds. */
function tailOf(logs: Float64Array, listed: Uint8Array, limits: RowLimits, clippedMass: number): Tail {
  let mass = clippedMass;
  let cap = limits.cap;
  for (let id = 0; id < logs.length; id++) {
    if (listed[id] === 1) continue;
    const log = logs[id]!;
    mass += Math.exp(log);
    if (log > cap) cap = log;
  }
  return { mass, cap };
}

/**
 * What the source's clipped tokens have together: as it says, or what is left of 1, within their bounds. Rounding of the
 * known ones may leave less than nothing; they keep a share of 1/e of their most then, since none would call them impossible.
 */
function clippedMassOf(
  logs: Float64Array,
  { clipped, cap, rest }: RowLimits,
): readonly [mass: number, known: number] {
  let known = 0;
  for (const log of logs) known += Math.exp(log);
  if (clipped === 0) return [0, known];
  if (!Number.isNaN(rest)) return [rest, known];
  const most = clipped * Math.exp(cap);
  return [Math.min(Math.max(most / Math.E, 1 - known), most), known];
}

/**
 * Packs a row to its `top` likeliest tokens into `out`; gives the most that D(row ‖ packed row) can be, in nats, where the
 * packed row gives the tokens left out equal shares of what they have together.
 *
 * With Σ p = 1 the terms p ln(p/q) − p + q add up to no less than that divergence, whatever the packed row sums to. What
 * the source only bounds from above enters with the most that its bounds allow.
 */
export function packRow(
  logs: Float64Array,
  limits: RowLimits,
  top: number,
  out: Uint8Array,
  listed: Uint8Array,
): number {
  const ids = likeliest(logs, top).filter((id) => logs[id]! > Number.NEGATIVE_INFINITY);
  listed.fill(0);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const id of ids) {
    listed[id] = 1;
    least = Math.min(least, logs[id]!);
    most = Math.max(most, logs[id]!);
  }
  const floor = Math.fround(least);
  const scale = Math.fround(Math.max(0, (most - floor) / STEPS));
  const [clippedMass, known] = clippedMassOf(logs, limits);
  const tail = tailOf(logs, listed, limits, clippedMass);
  const left = logs.length - ids.length;
  const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
  out.fill(0);
  const codesAt = ROW_HEAD_BYTES + 4 * top;
  let lost = 0;
  let error = 0;
  for (const [i, id] of ids.entries()) {
    const log = logs[id]!;
    const code = scale === 0 ? 0 : Math.min(STEPS, Math.max(0, Math.round((log - floor) / scale)));
    view.setUint32(ROW_HEAD_BYTES + 4 * i, id, true);
    view.setUint16(codesAt + 2 * i, code, true);
    const kept = scale * code + floor;
    lost += term(Math.exp(log), log, kept);
    error = Math.max(error, Math.abs(kept - log));
  }
  if (left > 0 && tail.mass > 0) {
    const share = Math.log(tail.mass / left);
    for (let id = 0; id < logs.length; id++) {
      if (listed[id] === 1) continue;
      const log = logs[id]!;
      if (log === Number.NEGATIVE_INFINITY && limits.clipped > 0) {
        lost += Math.exp(share) + Math.max(0, Math.exp(limits.cap) * (limits.cap - share - 1));
      } else lost += term(Math.exp(log), log, share);
    }
  }
  const rest = left > 0 ? tail.mass : 0;
  const mass = known + clippedMass;
  lost = upward(Math.max(0, lost) / Math.min(1, mass));
  view.setFloat32(0, scale, true);
  view.setFloat32(4, floor, true);
  view.setFloat64(8, rest, true);
  view.setFloat64(16, Math.log(rest), true);
  view.setFloat32(24, rest > 0 ? upward(tail.cap) : Number.NEGATIVE_INFINITY, true);
  view.setFloat32(28, upward(error + limits.rounding), true);
  view.setFloat32(32, lost, true);
  view.setUint32(36, ids.length, true);
  return lost;
}
