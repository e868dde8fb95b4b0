const NUMBER = /\d[\d,]*(?:\.\d+)?(?:e[-−]?\d+)?/g;
/** More numbers than these say where something is, and not how much of it. */
const MOST_VARYING = 2;

interface Said {
  readonly name: string;
  readonly warning: string;
}

const skeletonOf = (warning: string): string => warning.replace(NUMBER, "#");
const numberOf = (text: string): number => Number(text.replaceAll(",", "").replace("−", "-"));

/** Warnings that differ in numbers alone as one, with the least and the largest; undefined where too many differ. */
function joined(warnings: readonly string[]): string | undefined {
  const lists = warnings.map((warning) => warning.match(NUMBER) ?? []);
  const ends = lists[0]!.map((_, i) => {
    const sorted = lists.map((list) => list[i]!).sort((a, b) => numberOf(a) - numberOf(b));
    return [sorted[0]!, sorted.at(-1)!] as const;
  });
  if (ends.filter(([low, high]) => low !== high).length > MOST_VARYING) return undefined;
  let at = 0;
  return warnings[0]!.replace(NUMBER, () => {
    const [low, high] = ends[at++]!;
    return low === high ? low : `${low} to ${high}`;
  });
}

const named = (names: readonly string[], of: number, warning: string): string =>
  names.length === of ? warning : `${names.map((name) => `\`${name}\``).join(", ")}: ${warning}`;

/**
 * The warnings of several models: each once, with the names in front unless all have it; those that differ in one or two
 * numbers alone are one, with the least and the largest of each.
 *
 * @example
 * ```ts
 * mergeWarnings([{ name: "a", warnings: ["4 lost"] }, { name: "b", warnings: ["7 lost"] }]) // ["4 to 7 lost"]
 * ```
 */
export function mergeWarnings(
  models: readonly { readonly name: string; readonly warnings: readonly string[] }[],
): string[] {
  const alike = new Map<string, Said[]>();
  for (const { name, warnings } of models) {
    for (const warning of warnings) {
      const key = skeletonOf(warning);
      alike.set(key, [...(alike.get(key) ?? []), { name, warning }]);
    }
  }
  return [...alike.values()].flatMap((said) => {
    const one = joined(said.map(({ warning }) => warning));
    if (one !== undefined) return [named([...new Set(said.map(({ name }) => name))], models.length, one)];
    return said.map(({ name, warning }) => named([name], models.length, warning));
  });
}
