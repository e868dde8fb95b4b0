import type { RecordedToken } from "../recording.ts";
import type { Opinion } from "../token-table.ts";
import type { ListedMass } from "./listed-mass.ts";
import type { Naming } from "./naming.ts";

/** Columns of what one model says, filled place by place. */
export function opinionOf(length: number): Opinion {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    surprisal: column(),
    censored: new Uint8Array(length),
    entropy: column(),
    confidence: column(),
    top: new Int32Array(length).fill(-1),
  };
}

/** Writes what a model says at a place, `came` being the token that really came. */
export function tell(
  opinion: Opinion,
  row: number,
  token: RecordedToken,
  list: ListedMass,
  came: RecordedToken,
  { keyOf, numberOf }: Naming,
): void {
  const at = list.at.get(keyOf(came));
  const seen = at !== undefined && list.face[at]! > 0;
  opinion.surprisal[row] = -Math.log(seen ? list.face[at]! : list.cap);
  opinion.censored[row] = seen || list.cap === 0 ? 0 : 1;
  const [first] = token.candidates;
  const own = token.logProbability ?? Number.NEGATIVE_INFINITY;
  if (first !== undefined && first.logProbability >= own) {
    opinion.confidence[row] = Math.exp(first.logProbability);
    opinion.top[row] = numberOf(first);
  } else if (own > -Math.LN2) {
    opinion.confidence[row] = Math.exp(own);
    opinion.top[row] = numberOf(token);
  }
}
