import type { Candidate } from "../recording.ts";
import type { TokenTable } from "../token-table.ts";
import { documentFigures } from "./documents.ts";

/** A candidate as it is shown: the token and the probability that one model gives it. */
export interface Choice {
  readonly token: string;
  readonly probability: number;
}

/** One token of the text with what both models said in its place. */
export interface TokenView {
  /** Its row in the table of tokens. */
  readonly row: number;
  readonly document: string;
  readonly position: number;
  /** The token that came. */
  readonly token: string;
  /** The divergence there; may be Infinity. */
  readonly kl: number;
  /** Whether the models' first choices differ there. */
  readonly flip: boolean;
  /** The probabilities that they gave the token that came; null where not known. */
  readonly baseProbability: number | null;
  readonly probability: number | null;
  /** The likeliest tokens of each, likeliest first; empty where the recordings are not at hand. */
  readonly baseChoices: readonly Choice[];
  readonly choices: readonly Choice[];
}

/** A stretch of a document that is shown token by token. */
export interface Window {
  readonly document: string;
  readonly tokens: readonly TokenView[];
}

/** The likeliest tokens of both models at a row of the table, likeliest first. */
export type TopLists = (
  row: number,
) => Promise<{ readonly base: readonly Candidate[]; readonly model: readonly Candidate[] }>;

/** How tokens are written: the text of the token that came at a row, and of any token by its id. */
export interface TokenNames {
  readonly at: (row: number) => string;
  readonly of: (id: number) => string;
}

/** How much of the text is shown. */
export interface ViewOptions {
  readonly per: number;
  readonly worst: number;
  readonly windows: number;
  readonly windowTokens: number;
}

const known = (surprisal: number): number | null => (Number.isNaN(surprisal) ? null : Math.exp(-surprisal));

async function view(
  table: TokenTable,
  row: number,
  per: number,
  names: TokenNames,
  lists: TopLists | undefined,
): Promise<TokenView> {
  const { baseSays, modelSays } = table;
  const found = await lists?.(row);
  const choice = ({ id, text, logProbability }: Candidate): Choice => ({
    token: id === null || text !== "" ? text : names.of(id),
    probability: Math.exp(logProbability),
  });
  return {
    row,
    document: table.documents[table.document[row]!]!,
    position: table.position[row]!,
    token: names.at(row),
    kl: table.divergence.kl[row]! / per,
    flip: baseSays.top[row] !== modelSays.top[row],
    baseProbability: known(baseSays.surprisal[row]!),
    probability: known(modelSays.surprisal[row]!),
    baseChoices: (found?.base ?? []).map(choice),
    choices: (found?.model ?? []).map(choice),
  };
}

/** The rows that diverge most, the worst first. */
export function worstRows({ length, divergence: { kl } }: TokenTable, most: number): number[] {
  const worst: number[] = [];
  for (let row = 0; row < length; row++) {
    if (worst.length === most && kl[row]! <= kl[worst[most - 1]!]!) continue;
    const at = worst.findIndex((other) => kl[other]! < kl[row]!);
    worst.splice(at < 0 ? worst.length : at, 0, row);
    if (worst.length > most) worst.pop();
  }
  return worst;
}

/** The stretch of at most `size` of a document's rows that diverges most. */
export function worstStretch(rows: readonly number[], kl: Float64Array, size: number): readonly number[] {
  if (rows.length <= size) return rows;
  const capped = rows.map((row) => Math.min(kl[row]!, Number.MAX_VALUE / rows.length));
  let sum = capped.slice(0, size).reduce((total, x) => total + x, 0);
  let [best, at] = [sum, 0];
  for (let start = 1; start + size <= rows.length; start++) {
    sum += capped[start + size - 1]! - capped[start - 1]!;
    if (sum > best) [best, at] = [sum, start];
  }
  return rows.slice(at, at + size);
}

/** The worst tokens, and stretches of the worst documents, with both models' choices at each. */
export async function places(
  table: TokenTable,
  { per, worst, windows, windowTokens }: ViewOptions,
  names: TokenNames,
  lists: TopLists | undefined,
): Promise<{ readonly worstTokens: TokenView[]; readonly windows: Window[] }> {
  const look = (row: number): Promise<TokenView> => view(table, row, per, names, lists);
  const worstTokens: TokenView[] = [];
  for (const row of worstRows(table, worst)) worstTokens.push(await look(row));
  const shown: Window[] = [];
  for (const { name, first } of documentFigures(table, per).slice(0, windows)) {
    const index = table.document[first]!;
    const rows: number[] = [];
    for (let row = 0; row < table.length; row++) if (table.document[row] === index) rows.push(row);
    const tokens: TokenView[] = [];
    for (const row of worstStretch(rows, table.divergence.kl, windowTokens)) tokens.push(await look(row));
    shown.push({ document: name, tokens });
  }
  return { worstTokens, windows: shown };
}
