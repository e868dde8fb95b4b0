import type { FullRecording, RowLimits } from "../recording.ts";
import { TOKEN_DIVERGENCES } from "../token-table.ts";
import { addKnown, addTerms } from "./add-terms.ts";
import { addRounding, type Columns, putDivergences } from "./columns.ts";
import type { Pairing } from "./pairing.ts";
import { putOpinion, type SaidRow } from "./put-opinion.ts";
import { readRow } from "./read-row.ts";
import { type Divergences, divergencesOf } from "./row-figures.ts";
import { SUM, SUMS } from "./sums.ts";
import type { Watch } from "./watch.ts";

const NONE = Number.NEGATIVE_INFINITY;

/** One side of a row: ln p of every token and what is known of those that are clipped. */
interface SideRow {
  readonly logs: Float64Array;
  readonly limits: RowLimits;
}

/** Sums the terms of a row: what is clipped on one side is as near to the other as its bound allows. */
function sumTerms(a: SideRow, b: SideRow, sums: Float64Array): void {
  const hidesA = a.limits.clipped > 0;
  const hidesB = b.limits.clipped > 0;
  sums.fill(0);
  for (let i = 0; i < a.logs.length; i++) {
    let x = a.logs[i]!;
    let y = b.logs[i]!;
    const hiddenA = hidesA && x === NONE;
    const hiddenB = hidesB && y === NONE;
    if (hiddenA && hiddenB) continue;
    if (hiddenA) x = Math.min(a.limits.cap, y);
    if (hiddenB) y = Math.min(b.limits.cap, x);
    const p = Math.exp(x);
    const q = x === y ? p : Math.exp(y);
    if (!hiddenA) addKnown(sums, SUM.baseMass, SUM.baseLog, p, x);
    if (!hiddenB) addKnown(sums, SUM.modelMass, SUM.modelLog, q, y);
    addTerms(sums, x, y, p, q);
  }
}

/** The same with all that is clipped on either side as one outcome, where both say exactly what that has together. */
function sumGrouped(a: SideRow, b: SideRow, sums: Float64Array): void {
  let p = a.limits.rest;
  let q = b.limits.rest;
  sums.fill(0);
  for (let i = 0; i < a.logs.length; i++) {
    const x = a.logs[i]!;
    const y = b.logs[i]!;
    if (x !== NONE && y !== NONE) addTerms(sums, x, y, Math.exp(x), Math.exp(y));
    else if (x !== NONE) p += Math.exp(x);
    else if (y !== NONE) q += Math.exp(y);
  }
  addTerms(sums, Math.log(p), Math.log(q), p, q);
}

const grouped = { sums: new Float64Array(SUMS), figures: {} as Divergences };

/** Both ways give no more than the truth; the greater is the nearer. */
function raise(figures: Divergences, a: SideRow, b: SideRow): void {
  if (a.limits.clipped + b.limits.clipped === 0) return;
  if (Number.isNaN(a.limits.rest) || Number.isNaN(b.limits.rest)) return;
  sumGrouped(a, b, grouped.sums);
  divergencesOf(grouped.sums, false, grouped.figures);
  for (const name of TOKEN_DIVERGENCES) figures[name] = Math.max(figures[name], grouped.figures[name]);
}

function saidBy({ logs, limits: { clipped, cap } }: SideRow, mass: number, log: number): SaidRow {
  let first = 0;
  for (let i = 1; i < logs.length; i++) if (logs[i]! > logs[first]!) first = i;
  return {
    ...{ top: logs[first]!, first, mass, log, clipped: clipped > 0, cap, unknown: clipped },
    at: (token) => (clipped > 0 && logs[token] === NONE ? undefined : logs[token]!),
  };
}

/** Compares two recordings of any format row by row, in double precision. */
export async function compareRows(
  base: FullRecording,
  model: FullRecording,
  { rows, targets }: Pairing,
  columns: Columns,
  watch: Watch,
): Promise<void> {
  const sums = new Float64Array(SUMS);
  const figures = {} as Divergences;
  const logsA = new Float64Array(base.vocabulary);
  const logsB = new Float64Array(base.vocabulary);
  for (let row = 0; row < rows; row++) {
    const a: SideRow = { logs: logsA, limits: await readRow(base, row, logsA) };
    const b: SideRow = { logs: logsB, limits: await readRow(model, row, logsB) };
    sumTerms(a, b, sums);
    divergencesOf(sums, a.limits.clipped === 0 && b.limits.clipped === 0, figures);
    raise(figures, a, b);
    putDivergences(columns, row, figures);
    const [p, q] = [
      saidBy(a, sums[SUM.baseMass]!, sums[SUM.baseLog]!),
      saidBy(b, sums[SUM.modelMass]!, sums[SUM.modelLog]!),
    ];
    putOpinion(columns.baseSays, p, row, targets[row]!);
    putOpinion(columns.modelSays, q, row, targets[row]!);
    addRounding(columns, figures, a.limits.rounding, b.limits.rounding);
    if (a.limits.clipped > 0 && b.limits.clipped > 0 && !(a.limits.rest > 0 && b.limits.rest > 0)) {
      columns.hidden +=
        Math.min(a.limits.clipped, b.limits.clipped) * Math.exp(Math.min(a.limits.cap, b.limits.cap));
    }
    if (row % 16 === 15 || row === rows - 1) watch(row + 1, rows);
  }
}
