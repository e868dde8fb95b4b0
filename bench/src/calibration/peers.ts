import { deepchecksCategories, deepchecksNumbers } from "./deepchecks.ts";
import { evidentlyCategories, evidentlyNumbers } from "./evidently.ts";
import { nannymlCategories, nannymlNumbers } from "./nannyml.ts";
import type { CategorySample, NumberSample, Pair } from "./sample.ts";
import type { PeerVerdict } from "./verdict.ts";
import { whylogsCategories, whylogsNumbers } from "./whylogs.ts";

/** A tool and its default verdict on one column, recomputed from its published rules. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly numbers: (pair: Pair<NumberSample>) => PeerVerdict;
  readonly categories: (pair: Pair<CategorySample>) => PeerVerdict;
}

type CountRule = (reference: ArrayLike<number>, current: ArrayLike<number>) => PeerVerdict;

const onCounts =
  (rule: CountRule): Peer["categories"] =>
  ({ reference, current }) =>
    rule(reference.counts, current.counts);

export const PEERS: readonly Peer[] = [
  {
    name: "Evidently",
    version: "0.7.21",
    numbers: evidentlyNumbers,
    categories: onCounts(evidentlyCategories),
  },
  { name: "NannyML", version: "0.13.1", numbers: nannymlNumbers, categories: nannymlCategories },
  { name: "whylogs", version: "1.6.4", numbers: whylogsNumbers, categories: onCounts(whylogsCategories) },
  {
    name: "Deepchecks",
    version: "0.19.1",
    numbers: deepchecksNumbers,
    categories: onCounts(deepchecksCategories),
  },
];
