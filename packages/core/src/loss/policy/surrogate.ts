/** How far the probability ratio may move. */
export interface ClipOptions {
  /** How far below 1, from 0 to 1; 0.2 when left out. */
  readonly clipLow?: number;
  /** How far above 1, ≥ 0; 0.2 when left out. */
  readonly clipHigh?: number;
  /** With a negative advantage the loss is at most this many times it, above 1; unbounded when left out. */
  readonly dualClip?: number;
}

/** One token's clipped surrogate: its loss, its derivative by log π, and whether it was clipped. */
export interface Surrogate {
  value: number;
  slope: number;
  clipped: boolean;
}

/** −min(rA, clip(r)A), and at most −cA where A < 0. */
export function clippedSurrogate(
  ratio: number,
  advantage: number,
  clip: Required<ClipOptions>,
  out: Surrogate,
): void {
  const { clipLow, clipHigh, dualClip } = clip;
  const bounded = Math.min(Math.max(ratio, 1 - clipLow), 1 + clipHigh);
  const free = -ratio * advantage;
  const held = -bounded * advantage;
  out.clipped = held > free;
  out.value = Math.max(free, held);
  if (advantage < 0 && out.value > -dualClip * advantage) {
    out.value = -dualClip * advantage;
    out.clipped = true;
  }
  out.slope = out.clipped ? 0 : free;
}
