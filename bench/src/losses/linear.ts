import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

interface Child {
  readonly way: string;
  readonly value: number;
  readonly kept: number;
  readonly bound: number;
  readonly seconds: number;
  readonly mebibytes: number;
}

const WAYS: readonly [way: string, title: string][] = [
  ["materialised", "all logits and their gradient held"],
  ["fused", "`linearCrossEntropyLoss`"],
  ["filter:18", "`linearCrossEntropyLoss`, `gradFilter` 2⁻¹⁸"],
  ["filter:12", "`linearCrossEntropyLoss`, `gradFilter` 2⁻¹²"],
];

/** The cross-entropy of a linear layer, fused and not, each in a process of its own. */
export function timeLinear(rows: number, width: number, classes: number): string {
  const child = resolve(import.meta.dirname, "linear-child.js");
  const lines = WAYS.map(([way, title]) => {
    const text = execFileSync(process.execPath, [child, way, String(rows), String(width), String(classes)], {
      encoding: "utf8",
    });
    const { seconds, mebibytes, value, kept, bound } = JSON.parse(text) as Child;
    return `| ${title} | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} | ${value.toFixed(6)} | ${(100 * kept).toFixed(1)} % | ${bound === 0 ? "0" : bound.toExponential(1)} |`;
  });
  return [
    `### A linear layer and its cross-entropy, value and gradients, ${rows} rows × ${width} → ${classes} classes, f32`,
    "",
    "| | processor seconds | peak MiB beyond the inputs | value | gradients kept | bound of a row's error in the input's gradient |",
    "|---|---|---|---|---|---|",
    ...lines,
    "",
  ].join("\n");
}
