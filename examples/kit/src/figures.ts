import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const START = "<!-- figures -->";
const END = "<!-- /figures -->";

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Writes a file whole or not at all, with the folders on the way to it. */
export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}.half`;
  writeFileSync(half, text);
  renameSync(half, path);
}

/** Puts the figures of a run between the marks of a README, and leaves the rest of it. */
export function writeFigures(readme: string, figures: string): void {
  const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${readme}: it needs the lines ${START} and ${END}`);
  write(readme, `${text.slice(0, start + START.length)}\n${figures.trim()}\n${text.slice(end)}`);
}
