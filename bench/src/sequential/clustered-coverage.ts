import { type ClusteredEstimate, clusteredMeanOfSums } from "@relent/core/estimate";
import { random } from "@relent/core/random";
import { studentTQuantile } from "@relent/core/scalar";
import { type DocumentLaw, LAWS } from "./documents.ts";
import { percent, table } from "./table.ts";

const DOCUMENTS = [10, 20, 50, 200, 1000];

/** Shares of simulations whose interval held the mean of a row. */
export interface Coverage {
  readonly relent: number;
  readonly tOnly: number;
  readonly independent: number;
}

/** How often three intervals of one mean hold it: relent's, t on CR1 alone, and that of independent rows. */
export function coverage(law: DocumentLaw, documents: number, trials: number): Coverage {
  const t = studentTQuantile(0.975, documents - 1);
  const held = { relent: 0, tOnly: 0, independent: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const found: ClusteredEstimate = clusteredMeanOfSums(law.draw(random([1, documents, trial]), documents));
    const gap = Math.abs(found.value - law.mean);
    if (found.low <= law.mean && law.mean <= found.high) held.relent++;
    if (gap <= t * found.standardError) held.tOnly++;
    if (gap <= 1.96 * Math.sqrt(law.rowVariance / Number(found.n))) held.independent++;
  }
  return {
    relent: held.relent / trials,
    tOnly: held.tOnly / trials,
    independent: held.independent / trials,
  };
}

/** A row a law, three columns a number of documents. */
export function coverageTable(trials: number): string {
  const rows = LAWS.map((law) => [
    law.name,
    ...DOCUMENTS.map((documents) => {
      const { relent, tOnly, independent } = coverage(law, documents, trials);
      return `**${percent(relent)}** / ${percent(tOnly)} / ${percent(independent)}`;
    }),
  ]);
  return table(["documents", ...DOCUMENTS.map(String)], rows);
}
