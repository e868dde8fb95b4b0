import { RelentError } from "../../error.ts";
import { logBase, type SlopeOptions } from "../../protocol.ts";
import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { isLawMember, type LawMember } from "../law-member.ts";
import { type Derivative, derivative } from "./derivative.ts";
import { solveKl } from "./kl.ts";

type Make = (law: Law<string>, values: Values<string>) => Univariate;

const CERTIFIED = 1e-8;

/** The largest step to both sides of a parameter that stays within its domain; 0 where there is none. */
function roomAround(of: LawMember, name: string): number {
  const value = of.parameters[name]!;
  const domain = of.law.parameters[name]!;
  for (let step = 0.1 * Math.max(Math.abs(value), 0.1); step > 1e-6 * Math.abs(value); step *= 0.5) {
    const moved = { ...of.parameters };
    const fits = (at: number) => domain.holds(at) && of.law.refuse?.({ ...moved, [name]: at }) === undefined;
    if (fits(value - step) && fits(value + step)) return step;
  }
  return 0;
}

/** Σ weightsᵢ dfᵢ/dθ. */
function weighedDerivative(
  f: (values: Values<string>) => readonly number[],
  weights: readonly number[],
  values: Values<string>,
  name: string,
  step: number,
): Derivative {
  const along = (at: number) => {
    const moved = f({ ...values, [name]: at });
    return moved.reduce((sum, one, i) => sum + weights[i]! * one, 0);
  };
  return derivative(along, values[name]!, step);
}

/** By the canonical form: ∂D/∂η_q = ∇A(η_q) − ∇A(η_p), and ∂D/∂∇A(η_p) = η_p − η_q. */
function canonicalSlope(
  p: LawMember,
  q: LawMember,
  wrt: "p" | "q",
  name: string,
  step: number,
): Derivative | undefined {
  const form = p.law === q.law ? p.law.exponential : undefined;
  if (form === undefined) return undefined;
  if (wrt === "q") {
    const [at, of] = [form.meanStatistics(q.parameters), form.meanStatistics(p.parameters)];
    const weights = at.map((mean, i) => mean - of[i]!);
    return weighedDerivative((values) => form.natural(values), weights, q.parameters, name, step);
  }
  const [at, of] = [form.natural(p.parameters), form.natural(q.parameters)];
  const weights = at.map((eta, i) => eta - of[i]!);
  return weighedDerivative((values) => form.meanStatistics(values), weights, p.parameters, name, step);
}

function slopeBy(p: LawMember, q: LawMember, wrt: "p" | "q", name: string, make: Make): number | undefined {
  const moving = wrt === "p" ? p : q;
  const step = roomAround(moving, name);
  if (step === 0) return undefined;
  const moved = (at: number) => make(moving.law, { ...moving.parameters, [name]: at }) as LawMember;
  const settled = ({ value, error }: Derivative) => error <= CERTIFIED * Math.max(1, Math.abs(value));
  const canonical = canonicalSlope(p, q, wrt, name, step);
  if (canonical !== undefined && settled(canonical)) return canonical.value;
  const direct = derivative(
    (at) => (wrt === "p" ? solveKl(moved(at), q) : solveKl(p, moved(at))).value,
    moving.parameters[name]!,
    step,
  );
  if (settled(direct)) return direct.value;
  throw new RelentError(
    "invalid-argument",
    `klGradient: D(p‖q) of ${p} and ${q} has no derivative by ${wrt}.${name} that is known to 1e-8`,
  );
}

/** The derivatives of a measure of two laws by the parameters of one of them. */
export function slopesOfMeasure(
  measure: string,
  p: LawMember,
  others: readonly unknown[],
  { wrt = "q", base }: SlopeOptions,
  make: Make,
): Readonly<Record<string, number>> {
  const [q] = others;
  if (measure !== "kl" || !isLawMember(q)) {
    throw new RelentError(
      "invalid-argument",
      `${measure}Gradient: ${p} and ${String(q)}; both must be laws on the line`,
    );
  }
  if (wrt !== "p" && wrt !== "q") {
    throw new RelentError("invalid-argument", `klGradient: wrt = ${wrt}; it is "p" or "q"`);
  }
  const unit = logBase("klGradient", base);
  const moving = wrt === "p" ? p : q;
  const closed = p.law === q.law ? p.law.klSlopes?.(p.parameters, q.parameters, wrt) : undefined;
  const found: Record<string, number> = {};
  for (const name of Object.keys(moving.parameters)) {
    const slope = closed?.[name] ?? slopeBy(p, q, wrt, name, make);
    if (slope !== undefined) found[name] = slope / unit;
  }
  return found;
}
