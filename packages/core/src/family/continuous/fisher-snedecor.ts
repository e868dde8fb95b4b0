import type { Univariate } from "../distribution.ts";
import type { Law, Values } from "../law.ts";
import { POSITIVE } from "../parameter.ts";
import { univariate } from "../univariate.ts";
import { betaPrime } from "./beta-prime.ts";
import { HALF_LINE } from "./supports.ts";

type Names = "df1" | "df2";

/** The beta prime law that is (df1/df2) X. */
const base = ({ df1, df2 }: Values<Names>): Univariate => betaPrime(df1 / 2, df2 / 2);
const scale = ({ df1, df2 }: Values<Names>): number => df2 / df1;

const FISHER_SNEDECOR: Law<Names> = {
  name: "fisherSnedecor",
  parameters: { df1: POSITIVE, df2: POSITIVE },
  support: () => HALF_LINE,
  logDensity: (x, values) => base(values).logDensity(x / scale(values)) - Math.log(scale(values)),
  cdf: (x, values) => base(values).cdf(x / scale(values)),
  survival: (x, values) => base(values).survival(x / scale(values)),
  quantile: (u, values) => scale(values) * base(values).quantile(u),
  upperQuantile: (u, values) => scale(values) * base(values).upperQuantile(u),
  sample: (stream, values) => scale(values) * base(values).sample(stream),
  mean: ({ df2 }) => (df2 > 2 ? df2 / (df2 - 2) : Number.POSITIVE_INFINITY),
  variance: (values) => scale(values) ** 2 * base(values).variance(),
  entropy: (values) => base(values).entropy() + Math.log(scale(values)),
};

/**
 * Fisher's F law (Fisher–Snedecor): the ratio of two χ² variables, each over its degrees of freedom.
 *
 * (df2/df1) times a beta prime variable of df1/2 and df2/2. The mean is Infinity for df2 ≤ 2, the variance
 * for df2 ≤ 4.
 *
 * @param df1 - Degrees of freedom above the line, above 0.
 * @param df2 - Degrees of freedom below the line, above 0.
 * @throws RelentError "invalid-argument" for other parameters.
 * @example
 * ```ts
 * fisherSnedecor(3, 10).upperQuantile(0.05) // 3.708264819046845
 * fisherSnedecor(3, 10).mean() // 1.25
 * ```
 */
export function fisherSnedecor(df1: number, df2: number): Univariate {
  return univariate(FISHER_SNEDECOR, { df1, df2 });
}
