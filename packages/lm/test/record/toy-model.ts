import { random } from "@relent/core/random";

/** A token of the toy model's vocabulary. */
export interface ToyToken {
  readonly id: number;
  readonly text: string;
  readonly logprob: number;
}

const SIZE = 40;

/** Next-token distribution of a made-up model after a text: its own for each seed, all tokens, likeliest first. */
export function toyDistribution(text: string, seed: number): ToyToken[] {
  const rng = random([...new TextEncoder().encode(`${seed}/${text}`)]);
  const weights = Array.from({ length: SIZE }, () => Math.exp(6 * rng.uniform()));
  const total = weights.reduce((sum, one) => sum + one, 0);
  return weights
    .map((weight, id) => ({ id, text: ` w${id}`, logprob: Math.fround(Math.log(weight / total)) }))
    .sort((a, b) => b.logprob - a.logprob);
}

/** What the model goes on with after a text, always the likeliest. */
export function toyContinuation(text: string, length: number, seed: number): ToyToken[][] {
  const places: ToyToken[][] = [];
  let so = text;
  for (let i = 0; i < length; i++) {
    const place = toyDistribution(so, seed);
    places.push(place);
    so += place[0]!.text;
  }
  return places;
}

/** The tokens of a text of words `w0 w1 …`, each with the distribution in its place. */
export function toyScores(text: string, seed: number): { token: ToyToken; place: ToyToken[] | null }[] {
  const words = text.trim().split(" ");
  return words.map((word, i) => {
    const before = words
      .slice(0, i)
      .map((one) => ` ${one}`)
      .join("");
    const place = toyDistribution(before, seed);
    const token = place.find(({ text: one }) => one === ` ${word}`)!;
    return { token, place: i === 0 ? null : place };
  });
}
