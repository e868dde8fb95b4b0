import { readFileSync } from "node:fs";

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: number[];
}

/** What a loss should give: its value, one number or many, and a gradient for each input that moves. */
export interface Answer {
  readonly value: Tensor;
  readonly grads: Record<string, Tensor>;
}

/** One expected value of the fixtures, its numbers read. */
export interface Case extends Answer {
  readonly id: string;
  readonly fn: string;
  readonly inputs: Record<string, Tensor>;
  readonly params: Record<string, unknown>;
  readonly upstream: Tensor | undefined;
  /** Whether the value is reduced. */
  readonly scalar: boolean;
  /** What PyTorch gives where another answer is right. */
  readonly torch: Answer | undefined;
}

type RawTensor = number | string | { shape: number[]; data: (number | string)[] };

interface RawAnswer {
  value: RawTensor;
  grads?: Record<string, RawTensor>;
}

interface RawCase extends RawAnswer {
  id: string;
  fn: string;
  inputs?: Record<string, RawTensor>;
  params?: Record<string, unknown>;
  upstream?: RawTensor;
  ideal?: RawAnswer;
}

function tensor(x: RawTensor): Tensor {
  if (typeof x === "object") return { shape: x.shape, data: x.data?.map(Number) };
  return { shape: [], data: [Number(x)] };
}

const tensors = (all: Record<string, RawTensor> = {}): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(all).map(([name, x]) => [name, tensor(x)]));

const answer = ({ value, grads }: RawAnswer): Answer => ({ value: tensor(value), grads: tensors(grads) });

/** The cases of one fixture file. */
export function casesOf(file: string): Case[] {
  const text = readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), "utf8");
  return (JSON.parse(text).cases as RawCase[]).map((raw) => ({
    ...answer({ ...raw, ...raw.ideal }),
    id: raw.id,
    fn: raw.fn,
    inputs: tensors(raw.inputs),
    params: raw.params ?? {},
    upstream: raw.upstream === undefined ? undefined : tensor(raw.upstream),
    scalar: typeof raw.value !== "object",
    torch: raw.ideal && answer(raw),
  }));
}
