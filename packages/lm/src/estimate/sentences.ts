import type { Estimate } from "@relent/core/estimate";
import { type EstimateText, formatEstimateParts, formatNumber, formatShare } from "@relent/report";
import type { LmModel, LmVerdict, ModelEstimates } from "../result.ts";
import type { LmSettings } from "../settings.ts";
import type { Grouping } from "./groups.ts";

type Judged = Pick<
  ModelEstimates,
  "verdict" | "kl" | "klAtLeast" | "klElsewhere" | "infinite" | "flips" | "tokens"
>;

const AGAINST: Readonly<Record<LmVerdict, (floor: string) => string>> = {
  moved: (floor) => `That is surely above the floor of ${floor}.`,
  same: (floor) => `That is surely below the floor of ${floor}.`,
  "too few tokens": (floor) => `There are too few tokens to say whether that is above the floor of ${floor}.`,
};

/** Where it is not the tokens that are too few, but what is told of each. */
const OPEN = (floor: string): string =>
  `What the recordings leave out may put it above the floor of ${floor}: longer lists would tell.`;

const floorText = ({ floor, unit }: LmSettings): string =>
  `${formatNumber(floor, { trim: true })} ${unit.name}`;

/** An estimate's figures, to more digits where an end would read like the floor that it is compared with. */
function besideFloor(estimate: Estimate, { floor }: LmSettings): EstimateText {
  const parts = formatEstimateParts(estimate);
  const blurred = [parts.low, parts.high].some((text) => Number(text) === floor);
  if (!blurred || estimate.low === floor || estimate.high === floor) return parts;
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((x) => formatNumber(x));
  return { value: value!, low: low!, high: high! };
}

/** The cost where some tokens are impossible to the model, and what the others tell. */
function endless(base: string, model: string, judged: Judged, unit: string): string {
  const { klElsewhere, infinite, tokens } = judged;
  const none = `\`${model}\` has no code at all for some of the text that \`${base}\` writes (∞ ${unit})`;
  if (klElsewhere === null) return none;
  const { value, low, high } = formatEstimateParts(klElsewhere);
  return (
    `${none}, at ${infinite.toLocaleString("en-US")} of ${tokens.toLocaleString("en-US")} tokens; at the others it spends ` +
    `${value} ${unit} a token more (${low} to ${high})`
  );
}

/** What one model costs and how often it chooses otherwise, in words. */
export function modelSentence(base: string, model: string, judged: Judged, settings: LmSettings): string {
  const { kl, klAtLeast, flips, verdict } = judged;
  const open = verdict === "too few tokens" && klAtLeast !== null && kl.high < settings.floor;
  const against = open ? OPEN : AGAINST[verdict];
  const unit = settings.unit.name;
  if (kl.value === 0) {
    return `\`${model}\` and \`${base}\` give every token the same probability, as far as the recordings hold it.`;
  }
  const { value, low, high } = besideFloor(klAtLeast ?? kl, settings);
  const least = klAtLeast === null ? "" : "at least ";
  const cost =
    kl.value === Number.POSITIVE_INFINITY && klAtLeast === null
      ? endless(base, model, judged, unit)
      : `\`${model}\` spends ${least}${value} ${unit} a token more than \`${base}\` on text that \`${base}\` writes ` +
        `(${low} to ${high})`;
  const choice =
    flips.value === 0
      ? "its first choice is the same everywhere"
      : `its first choice is another at ${formatShare(flips.value)} of the tokens`;
  return `${cost}; ${choice}. ${against(floorText(settings))}`;
}

const PLACES: Readonly<Record<Grouping["by"], (name: string) => string>> = {
  position: (name) => `at positions ${name}`,
  confidence: (name) => `where \`base\` gives its first choice a probability of ${name}`,
  class: (name) => `at tokens of the class ${name}`,
};

const KINDS: Readonly<Record<Grouping["by"], string>> = {
  position: "positions",
  confidence: "the base's confidence",
  class: "kinds of tokens",
};
const and = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** A group that carries this much more of the divergence than of the tokens is worth a word. */
const REMARKABLE = 1.25;

/** Where the divergence of a model lies, in words; undefined where there is none, or no end of it. */
export function whereSentence(
  base: string,
  { halfCarriedBy, groups, tokens }: Pick<ModelEstimates, "halfCarriedBy" | "groups" | "tokens">,
): string | undefined {
  if (halfCarriedBy === null) return undefined;
  const worst = groups
    .flatMap(({ by, groups: parts }) =>
      parts.map((part) => ({ by, part, lift: (part.share ?? 0) / (part.tokens / tokens) })),
    )
    .filter(({ part, lift }) => lift >= REMARKABLE && (part.share ?? 0) > 0.1)
    .sort((a, b) => (b.part.share ?? 0) * Math.log(b.lift) - (a.part.share ?? 0) * Math.log(a.lift))[0];
  const half = `Half of the divergence lies in ${formatShare(halfCarriedBy)} of the tokens`;
  if (worst === undefined) {
    const kinds = groups.map(({ by }) => KINDS[by]);
    return kinds.length === 0 ? `${half}.` : `${half}, spread evenly over ${and(kinds)}.`;
  }
  const place = PLACES[worst.by](worst.part.name).replace("`base`", `\`${base}\``);
  return `${half}; ${formatShare(worst.part.share ?? 0)} ${place}, which are ${formatShare(worst.part.tokens / tokens)} of them.`;
}

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** The whole comparison in words: of one model its own sentence, of several the closest and the farthest. */
export function resultSentence(
  base: string,
  models: readonly Pick<LmModel, "name" | "kl" | "verdict" | "sentence">[],
  settings: LmSettings,
): string {
  const [only] = models;
  if (models.length === 1 && only !== undefined) return only.sentence;
  const sorted = models.toSorted((a, b) => a.kl.value - b.kl.value);
  const [closest, farthest] = [sorted[0]!, sorted.at(-1)!];
  const cost = ({ kl }: Pick<LmModel, "kl">): string =>
    `${formatNumber(kl.value, { digits: 2 })} ${settings.unit.name}`;
  const moved = sorted.filter(({ verdict }) => verdict === "moved").map(({ name }) => name);
  const count = `${moved.length} of ${models.length} models`;
  const over =
    moved.length === 0
      ? `None of ${models.length} models is surely above the floor of ${floorText(settings)} a token`
      : `${count} ${moved.length === 1 ? "is" : "are"} surely above the floor of ${floorText(settings)} a token ` +
        `(${list(moved.slice(0, 5))}${moved.length > 5 ? ", …" : ""})`;
  return (
    `${over}; \`${closest.name}\` is closest to \`${base}\` with ${cost(closest)} a token, ` +
    `\`${farthest.name}\` farthest with ${cost(farthest)}.`
  );
}
