import { RelentError } from "@relent/core";
import { type Chunks, chunksOf } from "./chunks.ts";
import { evaluateChunk } from "./evaluate-chunk.ts";
import type { Llama, LlamaModule } from "./llama.ts";
import { loadLlama } from "./load-llama.ts";

/** How a text is scored by a model. */
export interface GgufOptions {
  /** Tokens a chunk (default 512, as llama.cpp has it). */
  readonly context?: number;
  /** Chunks at most (default: all that are full). */
  readonly chunks?: number;
  /** Whether a graphics card may be used (default true). Its last bits differ from a processor's. */
  readonly gpu?: boolean;
  readonly signal?: AbortSignal;
  /** Hears the share that is done. */
  readonly progress?: (done: number) => void;
  /** The module that runs the model (default: the optional peer `node-llama-cpp`). */
  readonly llama?: LlamaModule;
}

/** The scored rows of one chunk. */
export interface ScoredChunk {
  readonly chunk: number;
  readonly chunks: Chunks;
  /** Raw logits of each scored position. */
  readonly rows: readonly Float32Array[];
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new RelentError("interrupted", "recordGguf: recording a model: interrupted before it was done");
  }
}

async function opened(llama: Llama, path: string): Promise<Awaited<ReturnType<Llama["loadModel"]>>> {
  try {
    return await llama.loadModel({ modelPath: path });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    throw new RelentError("unreadable", `recordGguf: ${path} could not be loaded as a GGUF model: ${said}`, {
      cause,
      value: path,
    });
  }
}

/** Runs a GGUF model over a text and yields the logits chunk by chunk; a chunk's rows are all that is held. */
export async function* scoreText(
  model: string,
  text: string,
  options: GgufOptions = {},
): AsyncGenerator<ScoredChunk> {
  const { context = 512, chunks: most, gpu = true, signal } = options;
  stopIf(signal);
  const { getLlama } = options.llama ?? (await loadLlama());
  const llama = await getLlama({
    gpu: gpu ? "auto" : false,
    build: "never",
    skipDownload: true,
    progressLogs: false,
    logLevel: "error",
  });
  try {
    const loaded = await opened(llama, model);
    const { bos, shouldPrependBosToken } = loaded.tokens;
    const chunks = chunksOf(loaded.tokenize(text), context, shouldPrependBosToken ? bos : null, most);
    const sequence = (
      await loaded.createContext({ contextSize: context, batchSize: context, sequences: 1 })
    ).getSequence();
    for (let chunk = 0; chunk < chunks.count; chunk++) {
      stopIf(signal);
      yield { chunk, chunks, rows: await evaluateChunk(sequence, chunks.shown(chunk), chunks.first) };
      options.progress?.((chunk + 1) / chunks.count);
    }
  } finally {
    await llama.dispose();
  }
}
