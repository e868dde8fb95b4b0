/** Parameters, or their gradients, by name. */
export type Weights = Readonly<Record<string, Float32Array | Float64Array>>;

/** What `adam` may be told. */
export interface AdamOptions {
  readonly rate?: number;
  /** Share of each weight that a step of rate 1 takes away; 0 when left out. */
  readonly decay?: number;
}

/** Changes weights in place, one step a call; `scale` multiplies the learning rate. */
export type Step = (gradients: Weights, scale?: number) => void;

/** Adam with decoupled weight decay (Kingma & Ba 2015; Loshchilov & Hutter 2019), on typed arrays in place. */
export function adam(weights: Weights, { rate = 1e-3, decay = 0 }: AdamOptions = {}): Step {
  const [b1, b2] = [0.9, 0.999];
  const state = Object.entries(weights).map(([name, w]) => ({
    name,
    w,
    first: new Float64Array(w.length),
    second: new Float64Array(w.length),
  }));
  let steps = 0;
  return (gradients, scale = 1) => {
    steps++;
    const size = (rate * scale) / (1 - b1 ** steps);
    const spread = 1 - b2 ** steps;
    for (const { name, w, first, second } of state) {
      const g = gradients[name]!;
      for (let i = 0; i < w.length; i++) {
        first[i] = b1 * first[i]! + (1 - b1) * g[i]!;
        second[i] = b2 * second[i]! + (1 - b2) * g[i]! * g[i]!;
        w[i] =
          w[i]! * (1 - rate * scale * decay) - (size * first[i]!) / (Math.sqrt(second[i]! / spread) + 1e-8);
      }
    }
  };
}

/** A learning rate that rises over the first twentieth of the steps and then falls to 0 along a cosine. */
export function cosineRate(step: number, steps: number): number {
  const warm = Math.max(1, Math.round(steps / 20));
  return step < warm ? (step + 1) / warm : 0.5 * (1 + Math.cos((Math.PI * (step - warm)) / (steps - warm)));
}
