/** What a worker is asked: one measure of some rows. */
export interface Task {
  readonly id: number;
  readonly measure: string;
  readonly inputs: readonly unknown[];
  readonly exact: boolean;
}

/** What it answers: one number a row, or the error it met. */
export interface Answer {
  readonly id: number;
  readonly values?: Float64Array;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly index?: number;
    readonly value?: unknown;
  };
}
