import { RelentError } from "@relent/core";
import { readRow } from "../compare-full/read-row.ts";
import { type CompareOptions, type Watch, watchOf } from "../compare-full/watch.ts";
import {
  type Candidate,
  type FullRecording,
  type RecordedDocument,
  type RecordedToken,
  type TopRecording,
  tells,
} from "../recording.ts";
import { rowsByDocument } from "../rows-by-document.ts";
import { findRows } from "./find-rows.ts";
import { firstOf, listedOf, type WholeRow } from "./whole-row.ts";

/** Of how many likeliest tokens a whole row tells at least, however short the other's lists are. */
const LEAST_LISTED = 20;

/** How a whole recording is laid beside lists. */
export interface AsListsOptions extends CompareOptions {
  /** What it is done for, by which errors begin (default `"compareTop"`). */
  readonly doing?: string;
}

const refusal = (doing: string, what: string, allowed: string): RelentError =>
  new RelentError("incompatible", `${doing}: ${what}; ${allowed}`);

const silent = ({ id, text }: RecordedToken): RecordedToken => ({
  id,
  text,
  logProbability: null,
  candidates: [],
});

/** What a whole row says where another says `heard`: of its own likeliest tokens, and of those that the other lists. */
function tokenOf(
  row: WholeRow,
  heard: RecordedToken,
  count: number,
  texts: ReadonlyMap<number, string>,
): RecordedToken {
  const asked = [heard, ...heard.candidates].map(({ id }) => id!);
  const listed = listedOf(row, firstOf(row, Math.max(count, LEAST_LISTED)), asked);
  const candidates = listed.map(
    ({ key, logProbability, likeliest }): Candidate & { readonly likeliest: boolean } => ({
      id: key as number,
      text: texts.get(key as number) ?? "",
      logProbability,
      likeliest,
    }),
  );
  const own = candidates.find(({ id }) => id === heard.id);
  const plain = ({ likeliest: _, ...one }: (typeof candidates)[number]): Candidate => one;
  return {
    id: heard.id,
    text: heard.text,
    logProbability: own?.logProbability ?? null,
    candidates: candidates
      .filter(({ likeliest }) => likeliest)
      .map(plain)
      .sort((a, b) => b.logProbability - a.logProbability || a.id! - b.id!),
    others: candidates.filter(({ likeliest }) => !likeliest).map(plain),
  };
}

function textsOf({ contents }: TopRecording): Map<number, string> {
  const texts = new Map<number, string>();
  for (const { tokens } of contents) {
    for (const token of tokens) for (const { id, text } of [token, ...token.candidates]) texts.set(id!, text);
  }
  return texts;
}

function checkIds(full: FullRecording, lists: TopRecording, doing: string): void {
  if (full.targets === undefined) {
    throw refusal(
      doing,
      `${full.name} does not tell the tokens that came, by which its rows are found in ${lists.name}`,
      "give them as targets",
    );
  }
  for (const { id, tokens } of lists.contents) {
    for (const token of tokens) {
      if (!tells(token)) continue;
      for (const one of [token, ...token.candidates]) {
        if (one.id !== null && one.id < full.vocabulary) continue;
        throw refusal(
          doing,
          one.id === null
            ? `${lists.name} has a token without an id in ${id}`
            : `${lists.name} has token ${one.id} in ${id}, and ${full.name} a vocabulary of ${full.vocabulary}`,
          "beside whole distributions lists need the ids of the same vocabulary (vLLM prompt_logprobs, llama-server, TGI)",
        );
      }
    }
  }
}

/**
 * A whole recording as lists of likeliest tokens, at the places that another, truncated one speaks of: its own likeliest,
 * and exactly what it gives to all that the other lists.
 *
 * Rows are found by the tokens that came: of a document either side may hold more than the other.
 *
 * @throws RelentError "incompatible" where ids or targets are not known, or no document is found; "interrupted".
 */
export async function asLists(
  full: FullRecording,
  lists: TopRecording,
  options: AsListsOptions = {},
): Promise<TopRecording> {
  const { doing = "compareTop" } = options;
  checkIds(full, lists, doing);
  const byDocument = rowsByDocument(full);
  const pairs = lists.contents.flatMap((document) => findRows(document, full, byDocument) ?? []);
  if (pairs.length === 0) {
    throw refusal(
      doing,
      `the tokens of no document of ${lists.name} are found in ${full.name}`,
      "both must be recorded on the same text, cut into the same tokens",
    );
  }
  const texts = textsOf(lists);
  const logs = new Float64Array(full.vocabulary);
  let rounding = 0;
  const look: Watch = watchOf(doing, options);
  const contents: RecordedDocument[] = [];
  for (const [done, { document, rows }] of pairs.entries()) {
    look(done, pairs.length);
    const tokens: RecordedToken[] = [];
    for (const [i, heard] of document.tokens.entries()) {
      const row = rows[i];
      if (row === undefined || !tells(heard)) {
        tokens.push(silent(heard));
        continue;
      }
      const limits = await readRow(full, row, logs);
      rounding = Math.max(rounding, limits.rounding);
      tokens.push(tokenOf({ logs, limits }, heard, heard.candidates.length, texts));
    }
    contents.push({ id: document.id, tokens });
  }
  return {
    kind: "top",
    name: full.name,
    format: full.format,
    documents: contents.map(({ id }) => id),
    notes: full.notes,
    contents,
    grid: 2 * rounding,
    rounding: { grid: 2 * rounding, step: 2 * rounding },
  };
}
