import { readFileSync } from "node:fs";
import type { EntropyMethod } from "../../../src/estimate/index.ts";

type Figure = { readonly value: string; readonly standardError?: string };
type Pair = { readonly x: number[]; readonly y: number[] };

interface CountEstimates {
  readonly entropy: readonly {
    readonly name: string;
    readonly x: number[];
    readonly methods: Readonly<Record<EntropyMethod, Figure>>;
  }[];
  readonly tails: readonly { readonly n: number; readonly a: number; readonly value: string }[];
  readonly zhangMean: { readonly p: number[]; readonly n: number; readonly value: string };
  readonly mixture: readonly (Pair & { readonly value: string; readonly standardError: string })[];
  readonly jensenShannon: Pair & { readonly plugIn: string; readonly nullMean: string };
  readonly crossEntropy: Pair & { readonly value: string };
  readonly dependence: {
    readonly counts: number[];
    readonly shape: number[];
    readonly methods: Readonly<Record<string, string>>;
    readonly g: string;
  };
  readonly totalCorrelation: { readonly counts: number[]; readonly shape: number[]; readonly zhang: string };
  readonly rowsToDetect: readonly {
    readonly kl: number;
    readonly categories: number;
    readonly power: number;
    readonly alpha: number;
    readonly ratio: number;
    readonly rows: number;
  }[];
}

/** Computed apart from this package with mpmath and SciPy; each test says by what. */
export const expected: CountEstimates = JSON.parse(
  readFileSync(new URL("../fixtures/count-estimates.json", import.meta.url), "utf8"),
);
