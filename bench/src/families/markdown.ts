import { FAMILIES } from "@relent/core/family";
import type { Pair, Way } from "./survey.ts";

const HEAD = `# Divergences between families

How \`kl(p, q)\` finds the divergence between any two of the families on the line: the first example of the
row's family against the second of each other (\`FAMILIES\` has them). Written by
\`node bench/dist/families/run.js --write\`.

- **closed**: a formula of a family that both belong to, in a form that keeps its digits where they are nearly equal.
- **moments**: cross-entropy from expectations under p, less the entropy of p; only where the subtraction keeps ten digits.
- **sum** over the outcomes, **quadrature** over the line: with an error below 1e-8, or else \`kl\` throws
  \`needs-sampling\`.
- **infinite**: p has mass where q has none, or the integral diverges; \`explain(kl, p, q).method\` says which.
`;

const counted = (pairs: readonly Pair[], way: Way) => pairs.filter((pair) => pair.way === way).length;
const named = (pairs: readonly Pair[], way: Way) =>
  pairs
    .filter((pair) => pair.way === way)
    .map(({ q }) => q)
    .join(", ");

/** The table of which way answers which pair. */
export function toMarkdown(pairs: readonly Pair[]): string {
  const families = [...new Set(pairs.map(({ p }) => p))];
  const rows = families.map((p) => {
    const own = pairs.filter((pair) => pair.p === p);
    const entry = FAMILIES.find(({ name }) => name === p);
    return `| ${[
      `\`${p}(${entry?.parameters.join(", ") ?? ""})\``,
      named(own, "closed"),
      named(own, "moments"),
      counted(own, "sum"),
      counted(own, "quadrature"),
      counted(own, "infinite"),
    ].join(" | ")} |`;
  });
  const totals = (["closed", "moments", "sum", "quadrature", "infinite", "sampling"] as const)
    .map((way) => `${counted(pairs, way)} ${way}`)
    .join(", ");
  return [
    HEAD,
    `${pairs.length} ordered pairs of ${families.length} families: ${totals}.`,
    "",
    "| p | closed against q | moments against q | sum | quadrature | infinite |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}
