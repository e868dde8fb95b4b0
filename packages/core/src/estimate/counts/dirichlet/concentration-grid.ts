/** A concentration with its unnormalised posterior log-weight for sums over equal steps of its logarithm. */
export interface Concentration {
  readonly beta: number;
  readonly logWeight: number;
}

const SCAN_FROM = -60;
const SCAN_TO = 60;
const SCAN_STEP = 0.5;
/** Weights below e^−DEPTH of the largest are left out, deeper towards 0, where moments may grow like 1/β². */
const DEPTH = 40;
const DEPTH_TO_ZERO = 80;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

function peakNear(f: (u: number) => number, centre: number): number {
  let low = centre - SCAN_STEP;
  let high = centre + SCAN_STEP;
  while (high - low > 1e-6) {
    const gap = GOLDEN * (high - low);
    if (f(high - gap) < f(low + gap)) low = high - gap;
    else high = low + gap;
  }
  return (low + high) / 2;
}

/** The point beyond the peak, towards `end`, where f falls below `level`; `end` if it does not. */
function fallsBelow(f: (u: number) => number, peak: number, end: number, level: number): number {
  let inside = peak;
  let outside = peak;
  for (let step = Math.sign(end - peak) * 1e-3; ; step *= 2) {
    outside = peak + step;
    if (Math.abs(outside - peak) >= Math.abs(end - peak)) return end;
    if (f(outside) < level) break;
    inside = outside;
  }
  for (let i = 0; i < 20; i++) {
    const middle = (inside + outside) / 2;
    if (f(middle) < level) outside = middle;
    else inside = middle;
  }
  return outside;
}

/**
 * Nodes for integrals over a concentration β in (0, ∞), evenly spaced in log β across the mass of a log-density.
 *
 * `logDensity` is that of log β. Its tails fall like powers of β, its middle like a Gaussian: the sum over even steps
 * (the trapezoidal rule on the whole line) then converges faster than any power of the step.
 */
export function concentrationGrid(logDensity: (beta: number) => number, nodes: number): Concentration[] {
  const f = (u: number): number => logDensity(Math.exp(u));
  let best = SCAN_FROM;
  let most = Number.NEGATIVE_INFINITY;
  for (let u = SCAN_FROM; u <= SCAN_TO; u += SCAN_STEP) {
    const value = f(u);
    if (value > most) {
      most = value;
      best = u;
    }
  }
  const peak = peakNear(f, best);
  const top = Math.max(most, f(peak));
  const low = fallsBelow(f, peak, SCAN_FROM, top - DEPTH_TO_ZERO);
  const high = fallsBelow(f, peak, SCAN_TO, top - DEPTH);
  return Array.from({ length: nodes }, (_, i) => {
    const u = low + ((high - low) * (i + 0.5)) / nodes;
    return { beta: Math.exp(u), logWeight: f(u) };
  });
}
