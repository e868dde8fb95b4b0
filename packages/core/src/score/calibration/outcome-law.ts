import type { ReliabilityCells } from "./collect-reliability.ts";

/** How likely each number of outcomes is: `mass[i]` that of `from` + i. */
export interface OutcomeLaw {
  readonly from: number;
  readonly mass: Float64Array;
}

/** Mass at the ends of a law that is left out. */
const NEGLIGIBLE = 1e-18;

function trimmed({ from, mass }: OutcomeLaw): OutcomeLaw {
  let [start, end] = [0, mass.length];
  while (end - start > 1 && mass[start]! < NEGLIGIBLE) start++;
  while (end - start > 1 && mass[end - 1]! < NEGLIGIBLE) end--;
  return { from: from + start, mass: mass.slice(start, end) };
}

/** The binomial law of `rows` rows of probability `p` = 1 − `rest`, from its mode outwards. */
function binomialLaw(rows: number, p: number, rest: number): OutcomeLaw {
  if (p === 0) return { from: 0, mass: Float64Array.of(1) };
  if (rest === 0) return { from: rows, mass: Float64Array.of(1) };
  const odds = p / rest;
  const mode = Math.min(rows, Math.floor((rows + 1) * p));
  const [above, below]: [number[], number[]] = [[], []];
  for (let k = mode, x = 1; k < rows && x >= NEGLIGIBLE; k++) {
    x *= ((rows - k) / (k + 1)) * odds;
    above.push(x);
  }
  for (let k = mode, x = 1; k > 0 && x >= NEGLIGIBLE; k--) {
    x *= k / (rows - k + 1) / odds;
    below.push(x);
  }
  const shape = Float64Array.from([...below.reverse(), 1, ...above]);
  const total = shape.reduce((sum, x) => sum + x, 0);
  return { from: mode - below.length, mass: shape.map((x) => x / total) };
}

function together(a: OutcomeLaw, b: OutcomeLaw): OutcomeLaw {
  const mass = new Float64Array(a.mass.length + b.mass.length - 1);
  b.mass.forEach((share, j) => {
    for (let i = 0; i < a.mass.length; i++) mass[i + j]! += share * a.mass[i]!;
  });
  return trimmed({ from: a.from + b.from, mass });
}

/**
 * The law of the number of outcomes among the rows of some cells if their forecasts are right: a sum of binomials, as cells are so narrow that the
 * forecasts within one count as alike.
 */
export function outcomeLaw(cells: ReliabilityCells, members: readonly number[]): OutcomeLaw {
  return members.reduce<OutcomeLaw>(
    (law, i) => {
      const weight = cells.weight[i]!;
      return together(
        law,
        binomialLaw(cells.count[i]!, cells.forecast[i]! / weight, cells.complement[i]! / weight),
      );
    },
    { from: 0, mass: Float64Array.of(1) },
  );
}
