/** A point of a stroke in the unit square, y downwards. */
type Point = readonly [x: number, y: number];

/** A digit as strokes through points. */
export type Glyph = readonly (readonly Point[])[];

function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number): readonly Point[] {
  const steps = 16;
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

/** The ways in which each digit is written; angles are in degrees, clockwise from the right. */
export const GLYPHS: readonly (readonly Glyph[])[] = [
  [[arc(0.5, 0.5, 0.27, 0.4, 0, 360)], [arc(0.5, 0.5, 0.2, 0.4, 0, 360)]],
  [
    [
      [
        [0.36, 0.26],
        [0.54, 0.1],
        [0.54, 0.9],
      ],
    ],
    [
      [
        [0.5, 0.1],
        [0.5, 0.9],
      ],
    ],
  ],
  [[[...arc(0.5, 0.32, 0.24, 0.22, 190, 380), [0.27, 0.88], [0.76, 0.88]]]],
  [[arc(0.47, 0.3, 0.24, 0.2, 200, 450), arc(0.47, 0.69, 0.27, 0.2, 270, 520)]],
  [
    [
      [
        [0.62, 0.9],
        [0.62, 0.1],
        [0.24, 0.64],
        [0.8, 0.64],
      ],
    ],
    [
      [
        [0.3, 0.12],
        [0.27, 0.52],
        [0.74, 0.52],
      ],
      [
        [0.7, 0.15],
        [0.64, 0.9],
      ],
    ],
  ],
  [[[[0.74, 0.11], [0.34, 0.11], [0.31, 0.45], ...arc(0.48, 0.66, 0.25, 0.23, 240, 510)]]],
  [[[[0.64, 0.1], [0.42, 0.28], ...arc(0.5, 0.67, 0.23, 0.22, 180, 540)]]],
  [
    [
      [
        [0.24, 0.12],
        [0.76, 0.12],
        [0.42, 0.9],
      ],
    ],
    [
      [
        [0.24, 0.12],
        [0.76, 0.12],
        [0.42, 0.9],
      ],
      [
        [0.34, 0.5],
        [0.7, 0.5],
      ],
    ],
  ],
  [[arc(0.5, 0.3, 0.2, 0.19, 90, 450), arc(0.5, 0.69, 0.24, 0.2, 270, 630)]],
  [[[...arc(0.5, 0.32, 0.22, 0.21, 0, 360), [0.71, 0.5], [0.62, 0.9]]]],
];
