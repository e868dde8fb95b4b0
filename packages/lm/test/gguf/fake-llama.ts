import type { LlamaInput, LlamaModule } from "../../src/gguf/llama.ts";

/** What a stand-in for the library was asked. */
export interface FakeLog {
  readonly evaluated: LlamaInput[][];
  readonly contexts: { contextSize: number; batchSize: number }[];
  readonly options: unknown[];
  /** Logit maps that were handed out and not emptied again. */
  readonly held: Map<number, number>[];
  disposed: number;
}

/** How the stand-in behaves. */
export interface FakeOptions {
  readonly bos?: number | null;
  readonly prepends?: boolean;
  readonly vocabulary?: number;
  /** A token that is left out of every list. */
  readonly leavesOut?: number;
  /** Positions whose logits never come. */
  readonly silent?: number;
  readonly refusesToLoad?: boolean;
}

/** The logit of a token after these tokens: every part of the context enters. */
export const logitAfter = (context: readonly number[], token: number): number =>
  Math.fround(Math.sin(context.reduce((sum, t, i) => sum + (i + 1) * t, 1) + 2.5 * token) * 3);

/** A library that computes logits by a formula; a text's tokens are its characters' numbers, "a" being 1. */
export function fakeLlama(options: FakeOptions = {}): { module: LlamaModule; log: FakeLog } {
  const { vocabulary = 27, bos = 0, prepends = true } = options;
  const log: FakeLog = { evaluated: [], contexts: [], options: [], held: [], disposed: 0 };
  const module: LlamaModule = {
    async getLlama(given) {
      log.options.push(given);
      return {
        async loadModel() {
          if (options.refusesToLoad) throw new Error("invalid magic number\nand a stack");
          return {
            tokens: { bos, shouldPrependBosToken: prepends },
            tokenize: (text) => Array.from(text, (letter) => letter.charCodeAt(0) - 96),
            async createContext(size) {
              log.contexts.push(size);
              return {
                getSequence: () => ({
                  async clearHistory() {},
                  async controlledEvaluate(input, { onTokenResult }) {
                    log.evaluated.push([...input]);
                    const tokens = input.map((item) => (typeof item === "number" ? item : item[0]));
                    for (const [i, item] of input.entries()) {
                      if (typeof item === "number" || i === options.silent) continue;
                      const context = tokens.slice(0, i + 1);
                      const logits = new Map(
                        Array.from(
                          { length: vocabulary },
                          (_, token) => [token, logitAfter(context, token)] as const,
                        )
                          .filter(([token]) => token !== options.leavesOut)
                          .toSorted((a, b) => b[1] - a[1]),
                      );
                      log.held.push(logits);
                      onTokenResult(i, { next: { logits } });
                    }
                  },
                }),
              };
            },
          };
        },
        async dispose() {
          log.disposed++;
        },
      };
    },
  };
  return { module, log };
}
