import { hashedStatement } from "./count-sql.ts";
import { type Pass, wanted } from "./pass.ts";
import { stringClass, stringLength } from "./string-class.ts";
import { type HashedSummary, NO_SPECIALS } from "./summary.ts";

/** Rows per hash of a consistent sample of the values of high-cardinality columns, with their lengths and classes. */
export async function countHashed(pass: Pass, rows: number): Promise<Map<number, HashedSummary>> {
  const { engine, relation, options } = pass;
  const found = new Map<number, HashedSummary>();
  for (const { k, field, count } of wanted(pass, "hashed")) {
    const text = engine.dialect.castText(field);
    const sampled = await engine.query(hashedStatement(engine.dialect, text, count.share, relation), options);
    const present = await engine.query(
      `SELECT count(${engine.dialect.quoteIdentifier(field.name)})::DOUBLE AS n FROM ${relation.sql}`,
      options,
    );
    const here = Number(present.n?.[0] ?? 0);
    const lengths = new Map<number, number>();
    const classes = new Map<string, number>();
    const hashes: [string, number][] = [];
    const ns = Array.from(sampled.n ?? [], Number);
    for (const [i, n] of ns.entries()) {
      const v = String(sampled.v![i]);
      hashes.push([String(sampled.h![i]), n]);
      lengths.set(stringLength(v), (lengths.get(stringLength(v)) ?? 0) + n);
      classes.set(stringClass(v), (classes.get(stringClass(v)) ?? 0) + n);
    }
    hashes.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    found.set(k, {
      kind: "hashed",
      specials: { ...NO_SPECIALS, nulls: rows - here },
      rows: here,
      hashes,
      lengths: [...lengths].sort((a, b) => a[0] - b[0]),
      classes: [...classes].sort((a, b) => (a[0] < b[0] ? -1 : 1)),
    });
  }
  return found;
}
