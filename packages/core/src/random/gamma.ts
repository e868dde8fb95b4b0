import { RelentError } from "../error.ts";
import { normalDraw } from "./normal.ts";
import type { Random } from "./random.ts";

/**
 * A draw from the gamma law with density xᵃ⁻¹ e⁻ˣ / Γ(a), a = `shape`; multiply by the scale wanted.
 *
 * Marsaglia and Tsang's squeeze (ACM Trans. Math. Softw. 26, 2000); below shape 1 a draw at shape + 1 times U^(1/a),
 * which for very small shapes may underflow to 0.
 *
 * @throws RelentError if the shape is not positive and finite.
 *
 * @example
 * ```ts
 * gammaDraw(random(1), 2.5) // 2.896435148682472
 * ```
 */
export function gammaDraw(rng: Random, shape: number): number {
  if (!(shape > 0 && shape < Infinity)) {
    throw new RelentError(
      "invalid-argument",
      `gammaDraw: shape = ${shape}; shape must be positive and finite`,
      {
        value: shape,
      },
    );
  }
  if (shape < 1) return gammaDraw(rng, shape + 1) * rng.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normalDraw(rng);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(rng.uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}
