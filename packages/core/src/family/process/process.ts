import { RelentError } from "../../error.ts";
import { type Account, account, answer, type Family, type LogOptions, logBase } from "../../protocol.ts";
import { alike } from "../alike.ts";
import { balanceWhereExact } from "../balance-where-exact.ts";

/** A random process, measured at its rate: per step, or per unit of time. */
export interface Process extends Family {
  readonly family: string;
  /** What a rate is counted by: `"step"`, `"unit of time"`; `"window"` where the figure is that of all of it. */
  readonly per: string;
  toString(): string;
  /** The entropy rate, in nats. */
  entropy(): number;
}

/** What a kind of process knows. */
export interface ProcessLaw<V> {
  readonly name: string;
  readonly per: string;
  write(values: V): string;
  entropy(values: V): number;
  /** The rate of D(p‖q); undefined where only sampling gives it. */
  kl(p: V, q: V): number | undefined;
  /** Why two processes cannot be compared; undefined if they can. */
  refuse?(p: V, q: V): string | undefined;
}

interface ProcessMember<V = unknown> extends Process {
  readonly processLaw: ProcessLaw<V>;
  readonly values: V;
}

type Rate = (p: ProcessMember, q: ProcessMember, measure: string) => number;

function klRate(p: ProcessMember, q: ProcessMember, measure: string): number {
  if (alike(p.values, q.values)) return 0;
  const value = p.processLaw.kl(p.values, q.values);
  if (value !== undefined) return value;
  throw new RelentError(
    "needs-sampling",
    `${measure}: no exact method for ${p} against ${q}; estimateKl(p.over(n), q.over(n), { seed }) answers KL by sampling`,
  );
}

const RATES: Readonly<Record<string, Rate>> = {
  kl: klRate,
  reverseKl: (p, q, measure) => klRate(q, p, measure),
  jeffreys: (p, q, measure) => klRate(p, q, measure) + klRate(q, p, measure),
  crossEntropy: (p, q, measure) => p.entropy() + klRate(p, q, measure),
};

function second(measure: string, p: ProcessMember, q: unknown): ProcessMember {
  const isOne = typeof q === "object" && q !== null && "processLaw" in q;
  const other = q as ProcessMember;
  if (!isOne || other.processLaw !== p.processLaw) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: p is ${p} and q ${String(q)}; q must be a ${p.family} too`,
      { value: q },
    );
  }
  const refusal = p.processLaw.refuse?.(p.values, other.values);
  if (refusal !== undefined) throw new RelentError("invalid-argument", `${measure}: ${refusal}`);
  return other;
}

function rateOf(measure: string, p: ProcessMember, others: readonly unknown[], options: LogOptions): number {
  const unit = logBase(measure, options.base);
  if (measure === "entropy") return p.entropy() / unit;
  const rate = Object.hasOwn(RATES, measure) ? RATES[measure] : undefined;
  if (rate === undefined) {
    throw new RelentError(
      "invalid-argument",
      `${measure}: it is not defined for processes; these are: entropy, ${Object.keys(RATES).join(", ")}`,
    );
  }
  return rate(p, second(measure, p, others[0]), measure) / unit;
}

function accountOf(
  measure: string,
  p: ProcessMember,
  others: readonly unknown[],
  options: LogOptions,
): Account {
  const value = rateOf(measure, p, others, options);
  const other = others.length > 0 ? second(measure, p, others[0]) : p;
  const [first, last] = measure === "reverseKl" ? [other, p] : [p, other];
  const balance = balanceWhereExact(() => {
    const entropy = rateOf("entropy", first, [], options);
    const kl = rateOf("kl", first, [last], options);
    return { entropy, kl, crossEntropy: entropy + kl };
  });
  return {
    value,
    method: `rate of ${p.family} per ${p.per}`,
    error: Number.isFinite(value) ? 1e-13 * Math.abs(value) : 0,
    ...(balance && { balance }),
  };
}

/** The process of a kind that has these values; `more` are methods of its own. */
export function processMember<V, More extends object>(
  law: ProcessLaw<V>,
  values: V,
  more: More,
): Process & More {
  const member: ProcessMember<V> & More = {
    family: law.name,
    per: law.per,
    processLaw: law,
    values,
    entropy: () => law.entropy(values),
    toString: () => law.write(values),
    [answer]: (measure: string, others: readonly unknown[], options: LogOptions) =>
      rateOf(measure, self, others, options),
    [account]: (measure: string, others: readonly unknown[], options: LogOptions) =>
      accountOf(measure, self, others, options),
    ...more,
  };
  const self = member as unknown as ProcessMember;
  return Object.freeze(member) as unknown as Process & More;
}
