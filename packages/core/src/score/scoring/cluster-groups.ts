import type { ClusterId } from "../../estimate/clusters/cluster-sums.ts";

/** How many groups clusters are dealt into: enough for t to be nearly normal, few enough to keep a table of each. */
export const GROUPS = 128;

/**
 * The group of a cluster, by a hash of its name: whole clusters stay together, so that the groups are independent of each
 * other, and the same cluster falls into the same group in every shard.
 */
export function clusterGroup(cluster: ClusterId): number {
  const name = String(cluster);
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & (GROUPS - 1);
}
