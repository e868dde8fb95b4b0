import { type Array as JaxArray, jit } from "@jax-js/jax";
import { elboLoss, type LatentDiagnostics, latentDiagnostics } from "@relent/core/loss";
import { normalDraw, random } from "@relent/core/random";
import { type Images, toArray, toLayers, type Weights } from "@relent/example-kit";
import type { Autoencoder, Said } from "./autoencoder.ts";

/** What an autoencoder makes of pictures that it has not seen, in nats per picture. */
export interface Judgement {
  readonly elbo: number;
  readonly reconstruction: number;
  readonly divergence: number;
  /** What its latents carry. */
  readonly diagnose: () => LatentDiagnostics;
}

/** The evidence lower bound of pictures, with one draw of the latents each. */
export function judge(
  { model, latents, area, shapes }: Autoencoder,
  weights: Weights,
  images: Images,
): Judgement {
  const rows = images.labels.length;
  const stream = random(9);
  const noise = Float32Array.from({ length: rows * latents }, () => normalDraw(stream));
  const said: Said = model(toLayers(weights, shapes), {
    pixels: toArray(Float32Array.from(images.pixels), [rows, area]),
    noise: toArray(noise, [rows, latents]),
  });
  const host = (array: JaxArray) => array.dataSync() as Float32Array;
  const [output, mean, logVariance] = [host(said.output), host(said.mean), host(said.logVariance)];
  const { value, terms } = elboLoss(output, images.pixels, mean, logVariance, { rows });
  return {
    elbo: -value,
    reconstruction: terms!.reconstruction!,
    divergence: terms!.kl!,
    diagnose: () => latentDiagnostics(mean, logVariance, { rows }),
  };
}

/** Pictures decoded from standard normal latents. */
export function dream(
  { decode, latents, shapes }: Autoencoder,
  weights: Weights,
  n: number,
  seed: number,
): Float32Array {
  const stream = random(seed);
  const z = toArray(
    Float32Array.from({ length: n * latents }, () => normalDraw(stream)),
    [n, latents],
  );
  const run = jit(decode as never) as never as { (layers: object, z: JaxArray): JaxArray; dispose(): void };
  const { w3, b3, w4, b4 } = toLayers(weights, shapes);
  const logits = run({ w3, b3, w4, b4 }, z).dataSync() as Float32Array;
  run.dispose();
  return logits.map((x) => 1 / (1 + Math.exp(-x)));
}
