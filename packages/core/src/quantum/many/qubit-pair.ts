import { klTerm } from "../../finite/fold.ts";
import { logRatio } from "../../scalar/log-ratio.ts";
import type { DensityMatrices } from "./density-matrices.ts";
import { keptOf } from "./kept-states.ts";
import { emptyQubit, type Qubit, readPoint } from "./qubit.ts";

/** Two qubits, with the way from the second to the first as exactly as their matrices give it. */
export interface QubitPair {
  readonly rho: Qubit;
  readonly sigma: Qubit;
  x: number;
  y: number;
  z: number;
}

/** Reads pair after pair into the same place; `sigma` of one state stands against each of `rho`. */
export function qubitPairs(rho: DensityMatrices, sigma: DensityMatrices): (k: number) => QubitPair {
  const [a, b] = [keptOf(rho), keptOf(sigma)];
  const pair: QubitPair = { rho: emptyQubit(), sigma: emptyQubit(), x: 0, y: 0, z: 0 };
  const read = (qubit: Qubit, { re, im }: DensityMatrices, values: Float64Array, k: number): void => {
    readPoint(qubit, re, im, 4 * k);
    qubit.high = values[2 * k]!;
    qubit.low = values[2 * k + 1]!;
  };
  const fixed = sigma.count === 1;
  if (fixed) read(pair.sigma, sigma, b.values, 0);
  return (k) => {
    const l = fixed ? 0 : k;
    read(pair.rho, rho, a.values, k);
    if (!fixed) read(pair.sigma, sigma, b.values, l);
    const [at, other] = [4 * k, 4 * l];
    const trace = a.traces[k]!;
    const excess = (trace - b.traces[l]!) / b.traces[l]!;
    const difference = (i: number, part: "re" | "im") =>
      rho[part][at + i]! - sigma[part][other + i]! - excess * sigma[part][other + i]!;
    pair.x = (2 * difference(2, "re")) / trace;
    pair.y = (2 * difference(2, "im")) / trace;
    pair.z = (difference(0, "re") - difference(3, "re")) / trace;
    return pair;
  };
}

const AMPLITUDE_NOISE = 2 ** -51;

/** The probability that an eigenvector of one is the other's opposite, 0 within rounding. */
function crossing({ rho, sigma, x, y, z }: QubitPair, gap: number): number {
  if (rho.length === 0 || sigma.length === 0) return 0;
  const [s, r] = [sigma.length, rho.length];
  const square = (x * s - sigma.x * gap) ** 2 + (y * s - sigma.y * gap) ** 2 + (z * s - sigma.z * gap) ** 2;
  const noise = (rho.exact ? 0 : AMPLITUDE_NOISE) + (sigma.exact ? 0 : AMPLITUDE_NOISE);
  const found = square / (4 * r * r * s * s);
  return found <= noise * noise ? 0 : Math.min(1, found);
}

/** The probability that they agree, computed by itself where it is small. */
function agreement({ rho, sigma }: QubitPair, crossed: number): number {
  if (crossed < 0.5) return 1 - crossed;
  const [r, s] = [rho.length, sigma.length];
  const square =
    (rho.x * s + sigma.x * r) ** 2 + (rho.y * s + sigma.y * r) ** 2 + (rho.z * s + sigma.z * r) ** 2;
  const noise = (rho.exact ? 0 : AMPLITUDE_NOISE) + (sigma.exact ? 0 : AMPLITUDE_NOISE);
  const found = square / (4 * r * r * s * s);
  return found <= noise * noise ? 0 : found;
}

/** What eigenvalues u and v, `gap` apart, add where their vectors meet with this probability. */
function term(weight: number, u: number, v: number, gap: number): number {
  if (weight === 0 || v === 0) return 0;
  const l =
    u === 0 ? Number.POSITIVE_INFINITY : Math.abs(gap) < 0.5 * u ? Math.log1p(-gap / u) : logRatio(v, u);
  return klTerm(weight * u, weight * v, weight * gap, l);
}

/** D(ρ‖σ) of two qubits in nats: the four pairs of eigenvectors in closed form, with digits however close they are. */
export function qubitRelativeEntropy(pair: QubitPair, leakTolerance: number): number {
  const { rho, sigma, x, y, z } = pair;
  const both = rho.length + sigma.length;
  const gap = both === 0 ? 0 : (x * (rho.x + sigma.x) + y * (rho.y + sigma.y) + z * (rho.z + sigma.z)) / both;
  const crossed = crossing(pair, gap);
  const same = agreement(pair, crossed);
  const off = crossed < 0.5 ? crossed : 1 - same;
  const leak = sigma.low === 0 ? rho.high * off + rho.low * same : 0;
  if (leak > leakTolerance) return Number.POSITIVE_INFINITY;
  const sum =
    term(same, rho.high, sigma.high, gap / 2) +
    term(off, rho.high, sigma.low, both / 2) +
    term(off, rho.low, sigma.high, -both / 2) +
    term(same, rho.low, sigma.low, -gap / 2);
  return sum;
}

/** ½|r − s|: the trace distance of two qubits. */
export function qubitTraceDistance({ x, y, z }: QubitPair): number {
  return Math.min(1, Math.hypot(x, y, z) / 2);
}

/** (Tr |√ρ√σ|)² = Tr ρσ + 2√(det ρ det σ) of two qubits; loses digits where it is small. */
export function qubitFidelity({ rho, sigma }: QubitPair): number {
  const inner = rho.x * sigma.x + rho.y * sigma.y + rho.z * sigma.z;
  const roots = Math.sqrt(rho.high * rho.low) * Math.sqrt(sigma.high * sigma.low);
  return Math.min(1, Math.max(0, 0.5 * (1 + inner) + 2 * roots));
}
