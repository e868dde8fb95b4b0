import { TOKEN_DIVERGENCES, type TokenDivergence } from "../token-table.ts";

/** Names of the columns of a file of tokens. */
export const SIDES = ["base", "model"] as const;

export const DIVERGENCE_COLUMNS: Readonly<Record<TokenDivergence, string>> = {
  kl: "kl",
  reverseKl: "reverse_kl",
  jensenShannon: "jensen_shannon",
  totalVariation: "total_variation",
  hellingerSquared: "hellinger_squared",
  renyi2: "renyi_2",
};

/** What each side says of a token; each name stands behind the side's. */
export const OPINION_COLUMNS = ["surprisal", "censored", "entropy", "confidence", "top"] as const;

/** Key of the file's own description among its metadata. */
export const METADATA_KEY = "relent";
export const SCHEMA = "relent/tokens@1";

/** What the file says of one of its tables, besides the columns. */
export interface TableHead {
  readonly model: string;
  readonly tokens: number;
  readonly documents: readonly string[];
  readonly vocabulary: number | null;
  readonly noiseFloor: number;
  readonly notes: readonly string[];
  readonly bounds: readonly TokenDivergence[];
}

/** What the file says of itself. */
export interface FileHead {
  readonly schema: typeof SCHEMA;
  readonly unit: "nats";
  readonly base: string;
  readonly texts: boolean;
  readonly tables: readonly TableHead[];
}

/** Divergences that at least one table bounds, in their usual order. */
export const bounded = (tables: readonly Pick<TableHead, "bounds">[]): TokenDivergence[] =>
  TOKEN_DIVERGENCES.filter((name) => tables.some(({ bounds }) => bounds.includes(name)));
