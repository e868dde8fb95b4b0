import { RelentError } from "../../error.ts";
import { type Account, type LogOptions, logBase, type SlopeOptions } from "../../protocol.ts";
import { alike } from "../alike.ts";
import { balanceWhereExact } from "../balance-where-exact.ts";
import { type Ground, isVectorMember, type VectorMember } from "./vector-law.ts";

interface Found {
  readonly value: number;
  readonly method: string;
}

interface VectorMeasure {
  /** Whether the value has the unit of a logarithm. */
  readonly logarithmic: boolean;
  readonly of: (p: VectorMember, q: VectorMember, parameters: readonly unknown[]) => Found;
}

function needsSampling(measure: string, p: VectorMember, q: VectorMember): never {
  throw new RelentError(
    "needs-sampling",
    `${measure}: no exact method for ${p} against ${q}; estimateKl(p, q, { seed }) answers KL by sampling`,
  );
}

const closed = (p: VectorMember, value: number): Found => ({ value, method: `closed form of ${p.family}` });
const equal: Found = { value: 0, method: "equal laws" };

const PLAIN: ReadonlySet<Ground> = new Set(["space", "simplex", "sphere", "counts", "labels"]);

/** What the family of both laws says; `singular` where they lie on different sets of vectors. */
function together(
  measure: string,
  p: VectorMember,
  q: VectorMember,
  ask: () => number | undefined,
  singular: number,
): Found {
  if (p.vectorLaw === q.vectorLaw && alike(p.values, q.values)) return equal;
  const [here, there] = [p.vectorLaw.on, q.vectorLaw.on];
  if (here !== there) {
    if (PLAIN.has(here) && PLAIN.has(there)) {
      return { value: singular, method: `one law lies on ${here} and the other on ${there}` };
    }
    throw new RelentError(
      "invalid-argument",
      `${measure}: ${p} lies on ${here} and ${q} on ${there}; both must lie on the same`,
    );
  }
  const value = p.vectorLaw === q.vectorLaw ? ask() : undefined;
  return value === undefined ? needsSampling(measure, p, q) : closed(p, value);
}

/** H(p, q) − H(p), the first from p's moments. */
function klFromMoments(p: VectorMember, q: VectorMember): Found | undefined {
  const moments = p.vectorLaw === q.vectorLaw ? undefined : p.vectorLaw.secondMoments?.(p.values);
  const cross = moments && q.vectorLaw.crossEntropyFrom?.(moments, q.values);
  const own = p.vectorLaw.entropy?.(p.values);
  if (cross === undefined || own === undefined) return undefined;
  return { value: Math.max(0, cross - own), method: `moments of ${p.family}` };
}

function kl(p: VectorMember, q: VectorMember, measure = "kl"): Found {
  const found = klFromMoments(p, q);
  if (found !== undefined) return found;
  return together(measure, p, q, () => p.vectorLaw.kl?.(p.values, q.values), Number.POSITIVE_INFINITY);
}

function entropy(p: VectorMember): Found {
  const value = p.vectorLaw.entropy?.(p.values);
  if (value !== undefined) return closed(p, value);
  throw new RelentError(
    "needs-sampling",
    `entropy: no exact method for ${p}; average −logDensity over draws`,
  );
}

/** [A(αη + (1 − α)θ) − αA(η) − (1 − α)A(θ)]/(α − 1). */
function renyiOfForm(
  { vectorLaw, values }: VectorMember,
  q: VectorMember,
  alpha: number,
): number | undefined {
  const form = vectorLaw.exponential;
  if (form === undefined || alpha === Number.POSITIVE_INFINITY) return undefined;
  const a = form.natural(values);
  const b = form.natural(q.values);
  if (a.length !== b.length) return undefined;
  const mixed = form.logNormaliser(
    a.map((x, i) => alpha * x + (1 - alpha) * b[i]!),
    values,
  );
  if (mixed === Number.POSITIVE_INFINITY) return mixed;
  const ends = alpha * form.logNormaliser(a, values) + (1 - alpha) * form.logNormaliser(b, values);
  return Math.max(0, (mixed - ends) / (alpha - 1));
}

function renyi(p: VectorMember, q: VectorMember, alpha: number, measure = "renyi"): Found {
  if (!(alpha >= 0)) {
    throw new RelentError("invalid-argument", `${measure}: alpha = ${alpha}; it must be at least 0`, {
      value: alpha,
    });
  }
  if (alpha === 1) return kl(p, q, measure);
  const ask = () => p.vectorLaw.renyi?.(p.values, q.values, alpha) ?? renyiOfForm(p, q, alpha);
  return together(measure, p, q, ask, Number.POSITIVE_INFINITY);
}

function hellingerSquared(p: VectorMember, q: VectorMember, measure: string): Found {
  const { value, method } = renyi(p, q, 0.5, measure);
  return { value: -Math.expm1(-0.5 * value), method };
}

function wasserstein2(p: VectorMember, q: VectorMember): Found {
  const squared = together(
    "wasserstein2",
    p,
    q,
    () => p.vectorLaw.wasserstein2Squared?.(p.values, q.values),
    Number.NaN,
  );
  if (Number.isNaN(squared.value)) return needsSampling("wasserstein2", p, q);
  return { value: Math.sqrt(squared.value), method: squared.method };
}

/** −log ∫ pq, which bounds of mixtures ask for; not 0 for equal laws. */
function overlap(p: VectorMember, q: VectorMember): Found {
  const value = p.vectorLaw === q.vectorLaw ? p.vectorLaw.overlap?.(p.values, q.values) : undefined;
  return value === undefined ? needsSampling("overlap", p, q) : closed(p, value);
}

const sum = (a: Found, b: Found): Found => ({ value: a.value + b.value, method: a.method });

/** Every measure that laws on vectors answer, by name. */
const MEASURES: Readonly<Record<string, VectorMeasure>> = {
  kl: { logarithmic: true, of: (p, q) => kl(p, q) },
  reverseKl: { logarithmic: true, of: (p, q) => kl(q, p, "reverseKl") },
  jeffreys: { logarithmic: true, of: (p, q) => sum(kl(p, q, "jeffreys"), kl(q, p, "jeffreys")) },
  crossEntropy: { logarithmic: true, of: (p, q) => sum(kl(p, q, "crossEntropy"), entropy(p)) },
  renyi: { logarithmic: true, of: (p, q, [alpha]) => renyi(p, q, alpha as number) },
  bhattacharyya: {
    logarithmic: true,
    of: (p, q) => {
      const { value, method } = renyi(p, q, 0.5, "bhattacharyya");
      return { value: 0.5 * value, method };
    },
  },
  hellingerSquared: { logarithmic: false, of: (p, q) => hellingerSquared(p, q, "hellingerSquared") },
  hellinger: {
    logarithmic: false,
    of: (p, q) => {
      const { value, method } = hellingerSquared(p, q, "hellinger");
      return { value: Math.sqrt(value), method };
    },
  },
  overlap: { logarithmic: true, of: overlap },
  wasserstein2: { logarithmic: false, of: wasserstein2 },
};

function second(measure: string, p: VectorMember, q: unknown): VectorMember {
  if (!isVectorMember(q)) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: p is ${p} and q ${String(q)}; q must be a law on vectors too`,
      { value: q },
    );
  }
  if (q.dimension !== p.dimension) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: p has dimension ${p.dimension} and q ${q.dimension}; both must have the same`,
      { value: q.dimension },
    );
  }
  return q;
}

function find(measure: string, p: VectorMember, others: readonly unknown[], options: LogOptions): Found {
  const unit = logBase(measure, options.base);
  if (measure === "entropy") {
    const { value, method } = entropy(p);
    return { value: value / unit, method };
  }
  const record = Object.hasOwn(MEASURES, measure) ? MEASURES[measure] : undefined;
  if (record === undefined) {
    throw new RelentError(
      "needs-sampling",
      `${measure}: it has no exact method for laws on vectors; these have: entropy, ${Object.keys(MEASURES).join(", ")}. estimateKl(p, q, { seed }) answers KL by sampling`,
    );
  }
  const { value, method } = record.of(p, second(measure, p, others[0]), others.slice(1));
  return { value: record.logarithmic ? value / unit : value, method };
}

/** What a measure of that name gives for a law on vectors. */
export function answerVectorMeasure(
  measure: string,
  p: VectorMember,
  others: readonly unknown[],
  options: LogOptions,
): number {
  return find(measure, p, others, options).value;
}

/** The same with how it was found, and H(p) + D(p‖q) = H(p, q). */
export function accountForVectorMeasure(
  measure: string,
  p: VectorMember,
  others: readonly unknown[],
  options: LogOptions,
): Account {
  const { value, method } = find(measure, p, others, options);
  const q = others.length > 0 ? second(measure, p, others[0]) : p;
  const unit = logBase(measure, options.base);
  const [first, last] = measure === "reverseKl" ? [q, p] : [p, q];
  const balance = balanceWhereExact(() => {
    const own = entropy(first).value / unit;
    const divergence = kl(first, last).value / unit;
    return { entropy: own, kl: divergence, crossEntropy: own + divergence };
  });
  const error = Number.isFinite(value) ? 1e-13 * Math.abs(value) : 0;
  return { value, method, error, ...(balance && { balance }) };
}

/** The derivatives of `kl` by the parameters of p or q. */
export function slopesOfVectorMeasure(
  measure: string,
  p: VectorMember,
  others: readonly unknown[],
  { wrt = "q", base }: SlopeOptions,
): Readonly<Record<string, number>> {
  const q = second(measure, p, others[0]);
  const give = p.vectorLaw === q.vectorLaw && measure === "kl" ? p.vectorLaw.klSlopes : undefined;
  if (give === undefined) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: the derivatives for ${p} against ${q} are not known`,
    );
  }
  const unit = logBase(measure, base);
  return Object.fromEntries(Object.entries(give(p.values, q.values, wrt)).map(([k, v]) => [k, v / unit]));
}
