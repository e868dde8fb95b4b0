const ENDINGS = /\.(?:kld|safetensors|npy|jsonl|ndjson|json|bin|dat|gguf|packed|rlm|parquet)$/i;

const lastPart = (name: string): string => name.split(/[/\\]/).filter(Boolean).at(-1) ?? name;

/**
 * What recordings are called: the file's name without folder and ending, or more of it where two would be called the same.
 *
 * @example
 * ```ts
 * shortNames(["runs/base.kld", "runs/q4.kld"]).join(" ") // "base q4"
 * shortNames(["a/q4.kld", "b/q4.kld"]).join(" ") // "a/q4.kld b/q4.kld"
 * ```
 */
export function shortNames(names: readonly string[]): string[] {
  const ways = [
    (name: string) => lastPart(name).replace(ENDINGS, "") || name,
    lastPart,
    (name: string) => name,
  ];
  const unique = (list: readonly string[]): boolean => new Set(list).size === list.length;
  const found = ways.map((way) => names.map(way)).find(unique);
  return found ?? names.map((name, i) => (names.indexOf(name) === i ? name : `${name} (${i + 1})`));
}
