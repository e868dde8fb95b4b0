import type { Plan } from "../plan/plan.ts";
import type { TableSummary } from "../summary/summary.ts";
import { isLowerBound, LOWER_BOUND } from "./lower-bound.ts";
import type { Settings } from "./options.ts";
import type { CellResult, ColumnResult, Verdict } from "./result.ts";

/** What the sentences are written from. */
export interface Facts {
  readonly reference: { readonly name: string; readonly rows: number };
  readonly current: { readonly name: string; readonly rows: number };
  readonly verdict: Verdict;
  readonly columns: readonly ColumnResult[];
  readonly settings: Settings;
}

const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-US")} ${n === 1 ? one : many}`;

const digits = (value: number, n = 2): string => String(Number(value.toPrecision(n))).replace("-", "−");

const percent = (share: number): string => `${digits(100 * share)} %`;

/** The cell that carries most of a column's bits, with its share of them. */
export function heaviestCell(
  column: ColumnResult,
): { readonly cell: CellResult; readonly share: number } | null {
  const total = column.cells.reduce((a, c) => a + c.bits, 0);
  const cell = [...column.cells].sort((a, b) => b.bits - a.bits)[0];
  return cell && total > 0 ? { cell, share: cell.bits / total } : null;
}

/** The last part of a path, by which people know a file; of rows cut out of a table, the condition. */
export function shortName(name: string): string {
  const [path, condition] = splitName(name);
  const file = path.split(/[/\\]/).at(-1) || path;
  return condition === null ? file : `${file} where ${condition}`;
}

function splitName(name: string): readonly [path: string, condition: string | null] {
  const at = name.indexOf(" where ");
  return at < 0 ? [name, null] : [name.slice(0, at), name.slice(at + " where ".length)];
}

/** What the two sides are called in a sentence: files by their names, parts of one file by what sets them apart. */
export function sideNames(reference: string, current: string): readonly [string, string] {
  const [a, b] = [splitName(reference), splitName(current)];
  if (a[0] === b[0] && a[1] !== null && b[1] !== null) return [`rows where ${a[1]}`, `rows where ${b[1]}`];
  const short = [shortName(reference), shortName(current)] as const;
  if (short[0] !== short[1]) return short;
  return reference === current ? ["the reference", "current"] : [reference, current];
}

/** What a moved column costs and why, in one sentence. */
export function movedSentence(
  column: ColumnResult,
  reference: string,
  current: string,
  floor: number,
): string {
  const [then, now] = sideNames(reference, current);
  const share = column.newShare;
  if (column.kl === null || (share !== null && column.kl.low < floor)) {
    return share
      ? `${percent(share.value)} of the values of \`${column.name}\` in ${now} never occur in ${then}; ${share.notes[0]}.`
      : `\`${column.name}\` moved.`;
  }
  const { value, low, high } = column.kl;
  const bound = isLowerBound(column.kl) ? ` (a ${LOWER_BOUND})` : "";
  const entropy = column.entropy ?? 0;
  const more = entropy > 0.05 ? `, ${percent(value / entropy)} more than it should need` : "";
  const worst = heaviestCell(column);
  const why =
    worst && worst.share >= 0.1
      ? `; ${percent(worst.share)} of those bits are in \`${worst.cell.label}\``
      : "";
  return (
    `A code tuned to ${then} wastes ${digits(value, 3)} bits a row [${digits(low, 3)}, ${digits(high, 3)}]${bound} on \`${column.name}\` ` +
    `in ${now}${more}${why}.`
  );
}

const named = (columns: readonly { readonly name: string }[], most = 3): string => {
  const names = columns.slice(0, most).map((c) => `\`${c.name}\``);
  const rest = columns.length - names.length;
  return rest > 0 ? `${names.join(", ")} and ${rest} more` : names.join(", ");
};

function schemaSentence(columns: readonly ColumnResult[]): string {
  const groups: readonly (readonly [ColumnResult["verdict"], string])[] = [
    ["only in current", "only in current"],
    ["only in reference", "missing from current"],
    ["type changed", "changed type"],
  ];
  const parts = groups.flatMap(([verdict, words]) => {
    const found = columns.filter((c) => c.verdict === verdict);
    return found.length > 0 ? [`${named(found)} ${words}`] : [];
  });
  return parts.length > 0 ? ` Also: ${parts.join("; ")}.` : "";
}

/** The verdict in plain words. */
export function verdictSentence(facts: Facts): string {
  const { columns, reference, current, settings } = facts;
  if (reference.rows === 0 || current.rows === 0) {
    const names = [reference, current].filter((s) => s.rows === 0).map((s) => shortName(s.name));
    return `${names.join(" and ")} ${names.length === 1 ? "has" : "have"} no rows: there is nothing to compare.`;
  }
  const judged = columns.filter((c) => c.floorTest !== null || c.verdict === "too few rows");
  const moved = columns.filter((c) => c.verdict === "moved");
  const schema = schemaSentence(columns);
  if (moved.length > 0) {
    const head = `${moved.length} of ${plural(judged.length, "column")} moved, \`${moved[0]!.name}\` most.`;
    return `${head} ${movedSentence(moved[0]!, reference.name, current.name, settings.floor)}${schema}`;
  }
  const open = columns.filter((c) => c.verdict === "too few rows");
  const floor = `${digits(settings.floor)} bits a row`;
  if (judged.length === 0) return `No column could be judged.${schema}`;
  if (open.length === 0)
    return `${schema === "" ? "Nothing moved" : "No column's values moved"}: ${judged.length === 1 ? "the one column stays" : `all ${plural(judged.length, "column")} stay`} within ${floor}.${schema}`;
  const same = judged.length - open.length;
  const needed = open.map((c) => c.rowsNeeded).filter((r): r is number => r !== null);
  const advice =
    needed.length > 0
      ? ` About ${Math.max(...needed).toLocaleString("en-US")} rows a side would settle it.`
      : "";
  const rest = same > 0 ? ` ${plural(same, "other")} ${same === 1 ? "stays" : "stay"} within ${floor}.` : "";
  return `No column is shown to have moved; for ${named(open)} there are too few rows to rule it out.${advice}${rest}${schema}`;
}

const DAY_EFFECT = 2;
const MOST_REASONS = 6;
const MOST_NEW = 3;
/** Fewer rows of a new value than this are what any further sample brings. */
const LEAST_NEWS = 5;

function newValueWarning(c: ColumnResult): string[] {
  if (c.newValues.length === 0) return [];
  const news = c.newValues.filter((v) => v.rows >= LEAST_NEWS);
  if (news.length === 0) return [];
  const listed = news.slice(0, MOST_NEW).map((v) => `${v.label} (${percent(v.share)})`);
  const more = c.newValueCount - listed.length;
  const tail = more > 0 ? ` and ${more.toLocaleString("en-US")} more` : "";
  return [
    `\`${c.name}\`: ${c.newValueCount === 1 ? "a value" : "values"} that the reference never has: ${listed.join(", ")}${tail}.`,
  ];
}

function tailWarning(c: ColumnResult): string[] {
  return (["below", "above"] as const).flatMap((end) => {
    const tail = c.tails?.[end];
    if (!tail || tail.current === 0 || tail.reference > 0) return [];
    return [
      `\`${c.name}\`: ${percent(tail.current)} of current lies ${end} anything that the reference spans.`,
    ];
  });
}

/** What to beware of, in plain words. */
export function tableWarnings(facts: Facts, plan: Plan, reference: TableSummary): string[] {
  const { columns } = facts;
  const small = [facts.reference, facts.current].filter((s) => s.rows > 0 && s.rows < 320);
  const dependent = plan.columns.flatMap((c, k) => {
    const effect = reference.columns[k]?.dayEffect ?? 1;
    return effect > DAY_EFFECT ? [{ name: c.name, effect }] : [];
  });
  dependent.sort((a, b) => b.effect - a.effect);
  const worst = dependent[0];
  const said = [
    ...small.map((s) => `${s.name} has only ${plural(s.rows, "row")}: intervals are wide.`),
    ...(worst
      ? [
          `Rows of one day are alike: ${named(dependent)} ${dependent.length === 1 ? "varies" : "vary"} from day to day ` +
            `as if there were up to ${digits(worst.effect)} times fewer rows. Name the column that groups them with --cluster.`,
        ]
      : []),
    ...columns.flatMap((c) => [
      ...newValueWarning(c),
      ...tailWarning(c),
      ...c.warnings.map((w) => `\`${c.name}\`: ${w}.`),
    ]),
    ...undecided(columns),
  ];
  return [...new Set(said)];
}

/** Why columns were not decided, and why some were not compared, where a narrow table has no room to say so. */
function undecided(columns: readonly ColumnResult[]): string[] {
  const reasons = (verdict: ColumnResult["verdict"]): string =>
    columns
      .flatMap((c) => (c.verdict === verdict && c.reason ? [`\`${c.name}\` (${c.reason})`] : []))
      .slice(0, MOST_REASONS)
      .join(", ");
  const [open, skipped] = [reasons("too few rows"), reasons("skipped")];
  return [
    ...(open === "" ? [] : [`Undecided: ${open}.`]),
    ...(skipped === "" ? [] : [`Not compared: ${skipped}.`]),
  ];
}

/** Which rows are taken as independent: of profiles that protect units, rows of different ones. */
function dependence(plan: Plan, unit: { readonly column: string; readonly rows: number } | null): string {
  if (unit !== null && unit.rows > 1)
    return `Rows of different values of \`${unit.column}\` taken as independent.`;
  return plan.cluster === null
    ? "Rows taken as independent."
    : `Rows of one \`${plan.cluster}\` taken as dependent: sizes divided by a Rao–Scott design effect.`;
}

/** What was assumed, for the foot of a report; `unit`: whose rows a private profile protects together. */
export function methodLines(
  facts: Facts,
  plan: Plan,
  unit: { readonly column: string; readonly rows: number } | null = null,
): string[] {
  const { settings } = facts;
  const judged = facts.columns.filter((c) => c.floorTest !== null).length;
  return [
    "D(current ‖ reference): extra bits a row for coding current with a code made for the reference; Zhang–Grabchak estimate, " +
      `${digits(100 * settings.level)} % interval from a scaled noncentral χ² law.`,
    `moved: larger than ${digits(settings.floor)} bits and different at all, over ${plural(judged, "column")} together ` +
      `(Benjamini–Hochberg, α = ${settings.alpha}); same: the whole interval is under ${digits(settings.floor)} bits ` +
      `(PSI ${digits(2 * Math.LN2 * settings.floor)}; the customary PSI alarm of 0.1 is 0.072 bits); otherwise too few rows.`,
    `Values that the reference never has are coded by an escape symbol of probability ${settings.escape}.`,
    dependence(plan, unit),
    "A cell's bits are p·log2(p/q) − (p − q)/ln 2: never negative, they add up to the column's uncorrected figure.",
    "An estimate that falls outside its interval is shown at the interval's end; the JSON has it as it is.",
    `Grid ${plan.hash}.`,
  ];
}
