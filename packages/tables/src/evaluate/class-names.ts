import { RelentError } from "@relent/core";
import { closest } from "@relent/engine";
import type { LabelValues } from "./label-values.ts";
import { counted } from "./report/words.ts";

/** The classes of a forecast and which label text means which of them. */
export interface ClassNames {
  readonly classes: readonly string[];
  /** Labels as the column writes them → the class's index; the texts that occur. */
  readonly index: ReadonlyMap<string, number>;
}

/** Pairs of labels whose second one is the positive class without a word. */
const PAIRS: readonly (readonly [negative: string, positive: string])[] = [
  ["0", "1"],
  ["false", "true"],
  ["-1", "1"],
  ["no", "yes"],
  ["n", "y"],
  ["f", "t"],
  ["negative", "positive"],
];

const shown = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");

const texts = (labels: LabelValues): string[] => labels.values.map((v) => v.text);

function checkDistinct(classes: readonly string[]): void {
  const twice = classes.find((name, i) => classes.indexOf(name) < i);
  if (twice === undefined) return;
  throw new RelentError("usage", `--classes: ${twice} is named twice; each class has a name of its own`, {
    value: twice,
  });
}

/** Two classes that are written 0 and 1 in one place and false and true in another are the same ones. */
function aliases(classes: readonly string[]): readonly (readonly string[])[] {
  const pair = PAIRS.find(([no, yes]) => classes.length === 2 && classes[0] === no && classes[1] === yes);
  return pair === undefined ? [classes] : [classes, ["0", "1"], ["false", "true"]];
}

function indexOf(
  label: string,
  classes: readonly string[],
  labels: LabelValues,
): ReadonlyMap<string, number> {
  const found = texts(labels);
  const ways = aliases(classes);
  const names = ways.find((way) => found.every((text) => way.includes(text)));
  if (names !== undefined) return new Map(names.map((name, k) => [name, k]));
  const odd = labels.values.find((v) => !classes.includes(v.text))!;
  const near = odd.text.length > 2 ? closest(odd.text, classes, 1) : [];
  const hint = near.length > 0 ? ` (did you mean ${near[0]}?)` : "";
  throw new RelentError(
    "invalid-argument",
    `evaluate: ${label} is "${odd.text}" in ${counted(odd.rows, "row")}${hint}, which is no class of the forecast; ` +
      `the classes are ${shown(classes)}; name them with --classes in the order of the columns`,
    { value: odd.text },
  );
}

/** The two classes that one column of probabilities speaks of, the positive one last. */
export function binaryClasses(
  label: string,
  labels: LabelValues,
  options: { readonly classes?: readonly string[] | undefined; readonly positive?: string | undefined },
): ClassNames {
  const found = texts(labels);
  if (options.classes !== undefined) {
    if (options.classes.length !== 2) {
      throw new RelentError(
        "usage",
        `--classes: ${options.classes.length} names for one column of probabilities; two are needed, the positive one last`,
      );
    }
    checkDistinct(options.classes);
    return { classes: options.classes, index: indexOf(label, options.classes, labels) };
  }
  const { positive } = options;
  if (positive !== undefined) {
    if (!found.includes(positive)) {
      throw new RelentError(
        "usage",
        `--positive: no row of ${label} is "${positive}"; its values are ${shown(found)}`,
        {
          value: positive,
        },
      );
    }
    const rest = found.filter((text) => text !== positive);
    const negative = rest.length === 1 ? rest[0]! : `not ${positive}`;
    return {
      classes: [negative, positive],
      index: new Map(found.map((text) => [text, Number(text === positive)])),
    };
  }
  const pair = PAIRS.find((names) => found.every((text) => names.includes(text.toLowerCase())));
  if (pair !== undefined) {
    const index = new Map(found.map((text) => [text, pair.indexOf(text.toLowerCase())]));
    const named = pair.map((name, k) => found.find((text) => index.get(text) === k) ?? name);
    return { classes: named, index };
  }
  const many = labels.more || found.length > 2;
  throw new RelentError(
    "usage",
    `evaluate: ${label} holds ${many ? "more than two values" : "two values"} (${shown(found)}); ` +
      "say which one the probability speaks of with --positive",
  );
}

/** What all names share at their beginning. */
function commonPrefix(names: readonly string[]): number {
  const [first = "", ...rest] = names;
  let length = 0;
  while (length < first.length && rest.every((name) => name[length] === first[length])) length++;
  return length;
}

/** The classes of one column each. */
export function columnClasses(
  label: string,
  parts: readonly string[],
  labels: LabelValues,
  given: readonly string[] | undefined,
): ClassNames {
  if (given !== undefined && given.length !== parts.length) {
    throw new RelentError(
      "usage",
      `--classes: ${given.length} names for ${parts.length} columns; each column has one`,
    );
  }
  if (given !== undefined) checkDistinct(given);
  if (given !== undefined) return { classes: given, index: indexOf(label, given, labels) };
  const cut = commonPrefix(parts);
  const short = parts.map((part) => part.slice(cut));
  const fits = texts(labels).every((text) => short.includes(text)) && !short.includes("");
  const classes = texts(labels).every((text) => parts.includes(text)) || !fits ? parts : short;
  return { classes, index: indexOf(label, classes, labels) };
}
