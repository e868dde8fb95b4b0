import { greatest, logSumExp32 } from "../kld/encode-row.ts";

const { fround } = Math;
/** llama.cpp passes over tokens whose base log-probability is not above this. */
const LEAST = -16;

/** What llama.cpp takes of one token, in its single precision. */
export interface RowValues {
  /** −ln of the probability that the model gave to the token that came, and that the base gave. */
  readonly nll: number;
  readonly nllBase: number;
  readonly kld: number;
  /** Difference of the two probabilities of the token that came. */
  readonly dp: number;
  readonly sameTop: boolean;
}

/** A row of the base's `.kld` file as it stands there. */
export interface BaseRow {
  readonly scale: number;
  readonly floor: number;
  readonly codes: Uint16Array;
}

function firstGreatest(x: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < x.length; i++) if (x[i]! > x[best]!) best = i;
  return best;
}

/** What the model says: its logits, or log-probabilities that a file has already (`normalised`). */
export interface ModelRow {
  readonly logits: Float64Array;
  readonly normalised: boolean;
}

/** One token as llama.cpp sees it: the base by its codes, the model by its logits. */
export function rowValues(
  base: BaseRow,
  { logits, normalised }: ModelRow,
  token: number,
  row: number,
): RowValues {
  const top = fround(greatest(logits, row));
  const rest = normalised ? 0 : fround(top + logSumExp32(logits, top));
  const nll = fround(rest - logits[token]!);
  const { scale, floor, codes } = base;
  const nllBase = -fround(fround(scale * codes[token]!) + floor);
  let kld = 0;
  let baseBest = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! > codes[baseBest]!) baseBest = i;
    const log = fround(fround(scale * codes[i]!) + floor);
    if (log > LEAST) kld += fround(fround(Math.exp(log)) * fround(fround(log - logits[i]!) + rest));
  }
  return {
    nll,
    nllBase,
    kld: fround(kld),
    dp: fround(fround(Math.exp(-nll)) - fround(Math.exp(-nllBase))),
    sameTop: firstGreatest(logits) === baseBest,
  };
}
