import { RelentError } from "@relent/core";
import type { WrittenColumn } from "@relent/engine";
import { TOKEN_DIVERGENCES, type TokenDivergence, type TokenTable } from "../token-table.ts";
import {
  bounded,
  DIVERGENCE_COLUMNS,
  type FileHead,
  METADATA_KEY,
  OPINION_COLUMNS,
  SCHEMA,
  SIDES,
  type TableHead,
} from "./columns.ts";

const headOf = (table: TokenTable): TableHead => ({
  model: table.model,
  tokens: table.length,
  documents: table.documents,
  vocabulary: table.vocabulary,
  noiseFloor: table.noiseFloor,
  notes: table.notes,
  bounds: TOKEN_DIVERGENCES.filter((name) => table.bounds?.[name] !== undefined),
});

type Tables = readonly TokenTable[];

const joined = (tables: Tables, of: (table: TokenTable) => Float64Array): WrittenColumn => ({
  type: "double",
  values: Float64Array.from(tables.flatMap((table) => [...of(table)])),
});
const whole = (tables: Tables, of: (table: TokenTable) => Int32Array): WrittenColumn => ({
  type: "integer",
  values: Int32Array.from(tables.flatMap((table) => [...of(table)])),
});
const flags = (tables: Tables, of: (table: TokenTable) => Uint8Array): WrittenColumn => ({
  type: "boolean",
  values: Uint8Array.from(tables.flatMap((table) => [...of(table)])),
});
const strings = (tables: Tables, of: (table: TokenTable, row: number) => string): WrittenColumn => ({
  type: "string",
  values: tables.flatMap((table) => Array.from({ length: table.length }, (_, row) => of(table, row))),
});

const unknown = (table: TokenTable): Float64Array => new Float64Array(table.length).fill(Number.NaN);

function boundColumns(tables: Tables, names: readonly TokenDivergence[]): Record<string, WrittenColumn> {
  return Object.fromEntries(
    names.flatMap((name) =>
      (["low", "high"] as const).map((end) => [
        `${DIVERGENCE_COLUMNS[name]}_${end}`,
        joined(tables, (table) => table.bounds?.[name]?.[end] ?? unknown(table)),
      ]),
    ),
  );
}

function opinionColumns(tables: Tables): Record<string, WrittenColumn> {
  return Object.fromEntries(
    SIDES.flatMap((side) =>
      OPINION_COLUMNS.map((name) => {
        const of = (table: TokenTable) => table[`${side}Says`];
        const column =
          name === "top"
            ? whole(tables, (table) => of(table).top)
            : name === "censored"
              ? flags(tables, (table) => of(table).censored)
              : joined(tables, (table) => of(table)[name]);
        return [`${side}_${name}`, column];
      }),
    ),
  );
}

/**
 * Writes tables of tokens of one base as a Parquet file, one row a token and model, in nats; any engine can read it, and
 * `readTokens` gives back the same tables. NULL is what is not known.
 *
 * @throws RelentError `invalid-argument` for no table, `incompatible` for different bases, `unwritable`, `interrupted`.
 *
 * @example
 * ```ts
 * const table = await compareFull(await openKld("base.kld"), await openKld("q4_0.kld"));
 * await writeTokens("tokens.parquet", [table]);
 * ```
 */
export async function writeTokens(
  path: string,
  tables: readonly TokenTable[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const [first] = tables;
  if (first === undefined) {
    throw new RelentError("invalid-argument", "writeTokens: 0 tables; at least 1 is needed", { value: 0 });
  }
  const other = tables.find(({ base }) => base !== first.base);
  if (other !== undefined) {
    throw new RelentError(
      "incompatible",
      `writeTokens: bases ${first.base} and ${other.base}; one base is needed`,
    );
  }
  const head: FileHead = {
    schema: SCHEMA,
    unit: "nats",
    base: first.base,
    texts: tables.every(({ texts }) => texts !== undefined),
    tables: tables.map(headOf),
  };
  const { writeParquet } = await import("@relent/engine");
  await writeParquet(
    path,
    {
      model: strings(tables, ({ model }) => model),
      document: strings(tables, ({ documents, document }, row) => documents[document[row]!]!),
      document_index: whole(tables, ({ document }) => document),
      position: whole(tables, ({ position }) => position),
      target: whole(tables, ({ target }) => target),
      ...(head.texts && { text: strings(tables, ({ texts }, row) => texts![row]!) }),
      ...Object.fromEntries(
        TOKEN_DIVERGENCES.map((name) => [
          DIVERGENCE_COLUMNS[name],
          joined(tables, ({ divergence }) => divergence[name]),
        ]),
      ),
      ...boundColumns(tables, bounded(head.tables)),
      ...opinionColumns(tables),
    },
    { ...options, metadata: { [METADATA_KEY]: JSON.stringify(head) } },
  );
}
