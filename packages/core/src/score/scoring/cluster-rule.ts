import { invalid } from "../../finite/check.ts";

/** Sees to it that either every row names its cluster or none does. */
export interface ClusterRule {
  /** Takes note of a row that names its cluster, or does not. */
  take(named: boolean): void;
  /** Whether rows name their clusters; false before the first. */
  clustered(): boolean;
}

export function clusterRule(fn: string): ClusterRule {
  let clustered: boolean | undefined;
  return {
    take(named) {
      if (clustered === undefined) clustered = named;
      if (clustered === named) return;
      const [is, are] = named ? ["with", "without"] : ["without", "with"];
      invalid(`${fn}: a row ${is} cluster among rows ${are}; give every row one, or none`);
    },
    clustered: () => clustered === true,
  };
}
