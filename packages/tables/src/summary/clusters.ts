import { type Buckets, bucketCount } from "../plan/buckets.ts";
import { numberExpression } from "./count-sql.ts";
import type { Pass } from "./pass.ts";
import type { ClusterSummary } from "./summary.ts";

/** Clusters whose counts are kept; of more, those with the least hashes, from which the design effect is measured. */
export const KEPT_CLUSTERS = 1000;

function edgeTree(x: string, edges: readonly string[], from: number, to: number): string {
  if (from === to) return String(from);
  const middle = (from + to) >>> 1;
  return `CASE WHEN ${x} >= ${edges[middle]} THEN ${edgeTree(x, edges, middle + 1, to)} ELSE ${edgeTree(x, edges, from, middle)} END`;
}

function bucketExpression(pass: Pass, k: number, buckets: Buckets): string {
  const { dialect } = pass.engine;
  const column = pass.plan.columns[k]!;
  const field = pass.fields[k]!;
  const nulls = bucketCount(buckets);
  if (buckets.kind === "edges") {
    const x = numberExpression(dialect, column, field);
    const tree = edgeTree("x", buckets.edges.map(dialect.doubleLiteral), 0, buckets.edges.length);
    return `(SELECT h, CASE WHEN x IS NULL OR NOT isfinite(x) THEN ${nulls} ELSE ${tree} END AS b FROM (SELECT h, ${x} AS x FROM part))`;
  }
  const whens = buckets.texts.map((text, i) => `WHEN ${dialect.quoteLiteral(text)} THEN ${i}`).join(" ");
  const known = whens === "" ? "0" : `CASE x ${whens} ELSE ${buckets.texts.length} END`;
  return `(SELECT h, CASE WHEN x IS NULL THEN ${nulls} ELSE ${known} END AS b FROM (SELECT h, ${dialect.castText(field)} AS x FROM part))`;
}

/**
 * Rows per (cluster, bucket) of every planned column, and the clusters' sizes.
 *
 * Clusters are known by the hash of their label only. Of more than 1,000 clusters, those with the least hashes are kept.
 */
export async function countClusters(pass: Pass, cluster: string): Promise<Map<number, ClusterSummary>> {
  const { engine, relation, plan, options, fields } = pass;
  const { dialect } = engine;
  const field = relation.fields.find((f) => f.name === cluster);
  if (field === undefined) return new Map();
  const hash = dialect.fastHash(`coalesce(${dialect.castText(field)}, '')`);
  const sizes = await engine.query(
    `SELECT h::VARCHAR AS h, n FROM (SELECT ${hash} AS h, count(*)::DOUBLE AS n FROM ${relation.sql} GROUP BY 1) ORDER BY h::VARCHAR`,
    options,
  );
  const labels = Array.from(sizes.h ?? [], String);
  const kept = labels.slice(0, KEPT_CLUSTERS);
  const at = new Map(kept.map((label, i) => [label, i]));
  const part = `WITH part AS (SELECT ${hash}::VARCHAR AS h, * FROM ${relation.sql} WHERE ${hash}::VARCHAR <= ${dialect.quoteLiteral(kept.at(-1) ?? "")})`;
  const found = new Map<number, ClusterSummary>();
  for (const [k, column] of plan.columns.entries()) {
    if (column.buckets === undefined || fields[k] === undefined) continue;
    const width = bucketCount(column.buckets) + 1;
    const counts = kept.map(() => new Array<number>(width).fill(0));
    const result = await engine.query(
      `${part} SELECT h, b, count(*)::DOUBLE AS n FROM ${bucketExpression(pass, k, column.buckets)} GROUP BY ALL`,
      options,
    );
    for (let i = 0; i < (result.h?.length ?? 0); i++) {
      counts[at.get(String(result.h![i]))!]![Number(result.b![i])]! = Number(result.n![i]);
    }
    found.set(k, { labels: kept, whole: labels.length === kept.length, counts });
  }
  return found;
}
