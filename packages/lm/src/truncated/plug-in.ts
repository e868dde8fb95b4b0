import { TOKEN_DIVERGENCES, type TokenDivergence } from "../token-table.ts";
import { type ClosestPair, closestPair } from "./closest-pair.ts";
import { GENERATORS, type Generator } from "./generators.ts";
import { type Joint, jointOf } from "./joint.ts";
import { type ListedMass, slackOf } from "./listed-mass.ts";

/** Nodes and weights of the Gauss–Hermite rule of 7 points for the standard normal law (Abramowitz & Stegun 25.4.46). */
const NODES: readonly number[] = [
  -3.750439717725742, -2.366759410734541, -1.154405394739968, 0, 1.154405394739968, 2.366759410734541,
  3.750439717725742,
];
const WEIGHTS: readonly number[] = [
  0.000548268855972219, 0.03075712396758651, 0.2401231786050127, 0.4571428571428571, 0.2401231786050127,
  0.03075712396758651, 0.000548268855972219,
];

/** How many outcomes stand for those that are not listed, and how much of Q each has for one of P. */
interface Scatter {
  readonly p: readonly number[];
  readonly q: readonly number[];
}

/** A normal scatter of ln(q/p), with both masses kept. */
function scatterBy(deviation: number): Scatter {
  if (deviation === 0) return { p: [1], q: [1] };
  const tilted = NODES.map((z, j) => WEIGHTS[j]! * Math.exp(deviation * z));
  const total = tilted.reduce((all, one) => all + one, 0);
  return { p: WEIGHTS, q: tilted.map((one) => one / total) };
}

function scattered({ cell }: Generator, p: number, q: number, scatter: Scatter): number {
  if (p === 0 || q === 0) return cell(p, q);
  let sum = 0;
  for (let j = 0; j < scatter.p.length; j++) sum += cell(p * scatter.p[j]!, q * scatter.q[j]!);
  return sum;
}

/** What a list leaves of 1 as if nothing was rounded; 0 where that is no more than a sum is off by. */
function leftBy({ face }: ListedMass): number {
  const left = 1 - face.reduce((all, one) => all + one, 0);
  return left > slackOf(face.length) ? left : 0;
}

/** A list as if nothing was rounded, of which `rest` is left. */
function atFace(list: ListedMass, rest: number): ListedMass {
  const sum = list.face.reduce((all, one) => all + one, 0);
  const face = sum > 1 ? list.face.map((one) => one / sum) : list.face;
  const cap = rest > 0 ? Math.min(list.cap, rest) : list.cap;
  return { ...list, low: face, high: face, restLow: rest, restHigh: rest, cap };
}

/** Both; where one alone leaves anything, the other leaves the most that it may. */
function bothAtFace(p: ListedMass, q: ListedMass): [ListedMass, ListedMass] {
  const [leftP, leftQ] = [leftBy(p), leftBy(q)];
  if (leftP === 0 && leftQ === 0) return [atFace(p, 0), atFace(q, 0)];
  return [atFace(p, leftP || p.restHigh), atFace(q, leftQ || q.restHigh)];
}

/** Pairs of masses outside of what both lists hold, in the pair that is closest. */
function outsideOf(
  { both, onlyP, length, pLow, qLow, pHigh, qHigh }: Joint,
  { ratio }: ClosestPair,
): [number, number][] {
  const endP = both + onlyP;
  const unseen = length - 1;
  let restP = pHigh[unseen]!;
  let restQ = qHigh[unseen]!;
  const pairs: [number, number][] = [];
  for (let i = both; i < unseen; i++) {
    const mine = i < endP ? pLow[i]! : qLow[i]! * ratio[i]!;
    const other = i < endP ? pLow[i]! / ratio[i]! : qLow[i]!;
    if (i < endP) restQ -= other;
    else restP -= mine;
    pairs.push([mine, other]);
  }
  const rho = ratio[unseen]!;
  const mine = restP > 0 ? restP : Math.max(0, restQ) * rho;
  const other = restQ > 0 || qHigh[unseen] === 0 ? Math.max(0, restQ) : mine / rho;
  return [...pairs, [pHigh[unseen] === 0 ? 0 : mine, other]];
}

/** Figures for two lists, for a scatter that is given. */
export type PlugIn = (p: ListedMass, q: ListedMass) => Readonly<Record<TokenDivergence, number>>;

/**
 * Figures between the bounds: listed outcomes count as they are, unlisted ones as in the closest pair that fits, with
 * ln(q/p) scattering over them normally, by `deviation`.
 *
 * An estimate that no arithmetic secures. With the scatter of the outcomes that both lists hold it came to 1.09 of the
 * true KL between a small model and its 4-bit version at k = 20 (0.54 is certain), and to 1.01 with both sharpened to a
 * large model's confidence.
 */
export function plugIn(deviation: number, vocabulary: number = Infinity): PlugIn {
  const scatter = scatterBy(deviation);
  return (p, q) => {
    const joint = jointOf(...bothAtFace(p, q), vocabulary);
    const outside = outsideOf(joint, closestPair(joint));
    const entries = TOKEN_DIVERGENCES.map((name) => {
      const generator = GENERATORS[name];
      let sum = 0;
      for (let i = 0; i < joint.both; i++) sum += generator.cell(joint.pLow[i]!, joint.qLow[i]!);
      for (const [mine, other] of outside) sum += scattered(generator, mine, other, scatter);
      return [name, generator.finish(sum)] as const;
    });
    return Object.fromEntries(entries) as Record<TokenDivergence, number>;
  };
}

/** Collects how ln(q/p) scatters over the outcomes that both lists hold, by the mass outside of them. */
export interface ScatterSum {
  add(p: ListedMass, q: ListedMass): void;
  /** Standard deviation; 0 where no place had two outcomes in both lists. */
  deviation(): number;
}

/** A scatter is a mean of sample variances, weighted by the mass that it will stand for. */
export function scatterSum(): ScatterSum {
  let sum = 0;
  let weight = 0;
  return {
    add(p, q) {
      let [count, mean, squares, inside] = [0, 0, 0, 0];
      for (const [key, i] of p.at) {
        const j = q.at.get(key);
        if (j === undefined || p.face[i] === 0 || q.face[j] === 0) continue;
        const difference = Math.log(q.face[j]! / p.face[i]!);
        const off = difference - mean;
        count += 1;
        mean += off / count;
        squares += off * (difference - mean);
        inside += p.face[i]!;
      }
      if (count < 2) return;
      const outside = Math.max(0, 1 - inside);
      sum += (outside * squares) / (count - 1);
      weight += outside;
    },
    deviation: () => (weight > 0 ? Math.sqrt(sum / weight) : 0),
  };
}
