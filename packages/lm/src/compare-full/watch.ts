import { RelentError } from "@relent/core";

/** How a comparison is followed and stopped. */
export interface CompareOptions {
  readonly signal?: AbortSignal;
  /** Hears how many rows are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Called now and then: tells of progress, and throws where the work is to stop. */
export type Watch = (done: number, total: number) => void;

export function watchOf(doing: string, { signal, onProgress }: CompareOptions): Watch {
  return (done, total) => {
    if (signal?.aborted) {
      throw new RelentError(
        "interrupted",
        `${doing}: interrupted after ${done} of ${total} rows; start again`,
      );
    }
    onProgress?.(done, total);
  };
}
