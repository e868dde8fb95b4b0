import type { TreeAggregationEvent } from "../event.ts";
import { whole, within } from "../fail.ts";
import { gaussianPair } from "../loss/gaussian-pair.ts";
import type { Mechanism } from "../mechanism.ts";

/** How many nodes of the tree a leaf is summed into. */
function depth(leaves: number): number {
  return Math.ceil(Math.log2(leaves + 1));
}

export const TREE_AGGREGATION: Mechanism<TreeAggregationEvent> = {
  name: "treeAggregation",
  maker: "treeAggregation",
  parameters: [
    { name: "noiseMultiplier", allowed: "above 0" },
    { name: "leaves", allowed: "a whole number from 1" },
  ],
  adjacencies: ["replace-one"],
  remedy: 'a record that is left out would move those behind it to other leaves: use "replace-one"',
  check({ noiseMultiplier, leaves }) {
    within("treeAggregation", "noiseMultiplier", noiseMultiplier, [0, Infinity]);
    whole("treeAggregation", "leaves", leaves, 1);
  },
  describe: ({ noiseMultiplier, leaves }) =>
    `running sums of ${leaves} leaves with normal noise of ${noiseMultiplier} times the sensitivity in every node`,
  pairs: ({ noiseMultiplier, leaves }) => [gaussianPair(Math.sqrt(depth(leaves)) / noiseMultiplier)],
  tight: false,
  renyi: ({ noiseMultiplier, leaves }, order) => (order * depth(leaves)) / (2 * noiseMultiplier ** 2),
  rho: ({ noiseMultiplier, leaves }) => depth(leaves) / (2 * noiseMultiplier ** 2),
  renyiStatus: "upper",
};

/**
 * Running sums of a stream by a binary tree, each record in one leaf: D_α ≤ α⌈log₂(leaves + 1)⌉/2σ².
 *
 * "replace-one" adjacency.
 *
 * @param noiseMultiplier - σ: the standard deviation of the noise in each node over how far replacing one record moves a
 * leaf, above 0.
 * @param leaves - A whole number from 1.
 * @throws RelentError "invalid-argument" for other numbers.
 * @see Kairouz, McMahan et al., ICML 2021.
 * @example
 * ```ts
 * renyiPrivacy(treeAggregation(2, 7), 4).value // 1.5
 * ```
 */
export function treeAggregation(noiseMultiplier: number, leaves: number): TreeAggregationEvent {
  const event: TreeAggregationEvent = {
    mechanism: "treeAggregation",
    noiseMultiplier,
    leaves,
    adjacency: "replace-one",
  };
  TREE_AGGREGATION.check(event);
  return event;
}
