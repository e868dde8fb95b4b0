/** Nodes and weights of the 15-point Kronrod rule on [−1, 1] with its 7-point Gauss rule (Piessens et al., QUADPACK, 1983). */
const NODES = [
  0.9914553711208126, 0.9491079123427585, 0.8648644233597691, 0.7415311855993945, 0.5860872354676911,
  0.4058451513773972, 0.2077849550078985, 0,
];
const KRONROD = [
  0.02293532201052922, 0.06309209262997856, 0.1047900103222502, 0.1406532597155259, 0.1690047266392679,
  0.1903505780647854, 0.2044329400752989, 0.2094821410847278,
];
const GAUSS = [0, 0.1294849661688697, 0, 0.2797053914892767, 0, 0.3818300505051189, 0, 0.4179591836734694];

/** A value of an integrand, and by how much rounding may have moved it. */
export interface Noisy {
  readonly value: number;
  readonly noise: number;
}

/** An integral with an estimate of its error that errs upwards. */
export interface Integral {
  readonly value: number;
  readonly error: number;
}

/** An integrand over an interval of its own coordinate. */
export interface Piece {
  readonly at: (t: number) => Noisy;
  readonly low: number;
  readonly high: number;
}

interface Panel extends Integral, Piece {
  /** The part of the error that no refinement removes. */
  readonly noise: number;
}

function panel({ at: f, low, high }: Piece): Panel {
  const middle = 0.5 * (low + high);
  const half = 0.5 * (high - low);
  const values: number[] = [];
  let kronrod = 0;
  let gauss = 0;
  let size = 0;
  let noise = 0;
  const add = (t: number, i: number) => {
    const at = f(t);
    values.push(at.value);
    kronrod += KRONROD[i]! * at.value;
    gauss += GAUSS[i]! * at.value;
    size += KRONROD[i]! * Math.abs(at.value);
    noise += KRONROD[i]! * at.noise;
  };
  for (let i = 0; i < 7; i++) {
    add(middle - half * NODES[i]!, i);
    add(middle + half * NODES[i]!, i);
  }
  add(middle, 7);
  let spread = KRONROD[7]! * Math.abs(values[14]! - 0.5 * kronrod);
  for (let i = 0; i < 7; i++) {
    spread +=
      KRONROD[i]! * (Math.abs(values[2 * i]! - 0.5 * kronrod) + Math.abs(values[2 * i + 1]! - 0.5 * kronrod));
  }
  const gap = Math.abs(kronrod - gauss);
  const sharp = spread > 0 ? spread * Math.min(1, ((200 * gap) / spread) ** 1.5) : gap;
  const floor = noise + 2e-16 * size;
  return {
    at: f,
    low,
    high,
    value: kronrod * half,
    error: Math.max(sharp, floor) * half,
    noise: 4 * floor * half,
  };
}

const MOST_HALVINGS = 150;

/** Σ ∫ over all pieces, halving the worst piece until the error is `relative` of the value. */
export function integratePieces(pieces: readonly Piece[], relative: number): Integral {
  const open = pieces.filter(({ low, high }) => high > low).map(panel);
  const total = (of: (one: Panel) => number) => open.reduce((sum, one) => sum + of(one), 0);
  let value = total((one) => one.value);
  let error = total((one) => one.error);
  for (let n = 0; n < MOST_HALVINGS && error > relative * Math.abs(value); n++) {
    let worst = -1;
    for (let i = 0; i < open.length; i++) {
      const one = open[i]!;
      if (one.error > one.noise && (worst < 0 || one.error > open[worst]!.error)) worst = i;
    }
    if (worst < 0) break;
    const { at, low, high } = open[worst]!;
    const middle = 0.5 * (low + high);
    open[worst] = panel({ at, low, high: middle });
    open.push(panel({ at, low: middle, high }));
    value = total((one) => one.value);
    error = total((one) => one.error);
  }
  return { value, error };
}

/** ∫ f over the intervals between consecutive edges. */
export function integrate(at: (t: number) => Noisy, edges: readonly number[], relative: number): Integral {
  const pieces = edges.slice(1).map((high, i) => ({ at, low: edges[i]!, high }));
  return integratePieces(pieces, relative);
}
