import { normalDraw, random, type Seed } from "@relent/core/random";
import type { Images } from "./images.ts";
import { GLYPHS } from "./strokes.ts";

/** How rendered digits look. */
export interface DigitOptions {
  /** Pixels a side. */
  readonly size?: number;
  /** Standard deviation of the grey noise; 0.08 when left out. */
  readonly noise?: number;
}

/** Squared distance from a point to the segment between two others. */
function segmentDistance2(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
}

/**
 * Digits drawn by strokes of random width under a random affine map, with grey noise: seeded, as many of each class as
 * chance gives.
 */
export function digits(n: number, seed: Seed, { size = 8, noise = 0.08 }: DigitOptions = {}): Images {
  const stream = random(seed);
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const pixels = new Float32Array(n * size * size);
  const labels = new Int32Array(n);
  const soft = 0.6 / size;
  for (let i = 0; i < n; i++) {
    const label = stream.integer(GLYPHS.length);
    labels[i] = label;
    const glyph = GLYPHS[label]![stream.integer(GLYPHS[label]!.length)]!;
    const angle = between(-0.3, 0.3);
    const slant = between(-0.3, 0.3);
    const wide = between(0.8, 1.15);
    const high = between(0.85, 1.1);
    const [right, down] = [between(-0.08, 0.08), between(-0.08, 0.08)];
    const pen = between(0.045, 0.1);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const strokes = glyph.map((stroke) =>
      stroke.map(([x, y]) => {
        const v = high * (y - 0.5 + 0.015 * normalDraw(stream));
        const u = wide * (x - 0.5 + 0.015 * normalDraw(stream)) - slant * v;
        return [0.5 + right + cos * u - sin * v, 0.5 + down + sin * u + cos * v] as const;
      }),
    );
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const x = (column + 0.5) / size;
        const y = (row + 0.5) / size;
        let nearest = Number.POSITIVE_INFINITY;
        for (const stroke of strokes) {
          for (let k = 1; k < stroke.length; k++) {
            const [ax, ay] = stroke[k - 1]!;
            const [bx, by] = stroke[k]!;
            nearest = Math.min(nearest, segmentDistance2(x, y, ax, ay, bx, by));
          }
        }
        const ink = Math.min(1, Math.max(0, (pen + soft - Math.sqrt(nearest)) / (2 * soft) + 0.25));
        pixels[(i * size + row) * size + column] = Math.min(1, Math.max(0, ink + noise * normalDraw(stream)));
      }
    }
  }
  return { size, classes: GLYPHS.length, pixels, labels };
}
