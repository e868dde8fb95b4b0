/** What is used of `node-llama-cpp` 3.22; written down here, so that relent can be built without it. */
export interface LlamaModule {
  getLlama(options: {
    readonly gpu: "auto" | false;
    readonly build: "never";
    readonly skipDownload: boolean;
    readonly progressLogs: boolean;
    readonly logLevel: string;
  }): Promise<Llama>;
}

export interface Llama {
  loadModel(options: { readonly modelPath: string }): Promise<LlamaModel>;
  dispose(): Promise<void>;
}

export interface LlamaModel {
  readonly tokens: { readonly bos: number | null; readonly shouldPrependBosToken: boolean };
  tokenize(text: string): readonly number[];
  createContext(options: {
    readonly contextSize: number;
    readonly batchSize: number;
    readonly sequences: 1;
  }): Promise<{ getSequence(): LlamaSequence }>;
}

/** A token, or a token after which the logits of the next one are wanted. */
export type LlamaInput =
  | number
  | readonly [token: number, wanted: { readonly generateNext: { readonly logits: true } }];

export interface LlamaSequence {
  clearHistory(): Promise<void>;
  controlledEvaluate(
    input: readonly LlamaInput[],
    options: {
      onTokenResult(
        index: number,
        result: { readonly next: { readonly logits?: Map<number, number> } },
      ): void;
    },
  ): Promise<unknown>;
}
