import type { LlamaCppStatistics } from "./llama-cpp-statistics.ts";
import type { Quantiles } from "./quantiles.ts";
import type { Standing, WithError } from "./running-sums.ts";

/** llama.cpp prints nothing after the chunks for fewer tokens. */
const ENOUGH = 100;
const HEAD =
  "chunk             PPL               ln(PPL(Q)/PPL(base))          KL Divergence              Δp RMS            Same top p";

/** C's `%<width>.<digits>f`. */
function fixed(x: number, width: number, digits: number): string {
  const sign = Object.is(x, -0) ? "-" : "";
  const text = Number.isNaN(x)
    ? "nan"
    : Number.isFinite(x)
      ? `${sign}${x.toFixed(digits)}`
      : x > 0
        ? "inf"
        : "-inf";
  return text.padStart(width);
}

const both = ([value, error]: WithError, width: number, digits: number, errorWidth: number = width): string =>
  `${fixed(value, width, digits)} ± ${fixed(error, errorWidth, digits)}`;

const percent = ([value, error]: WithError): WithError => [100 * value, 100 * error];

function chunkLine(standing: Standing, index: number): string {
  return [
    `${String(index + 1).padStart(4)}   ${both(standing.perplexity, 10, 4, 9)}`,
    both(standing.logRatio, 10, 5),
    both(standing.kld, 10, 5),
    `${both(percent(standing.dpRms), 6, 3)} %`,
    `${both(percent(standing.sameTop), 6, 3)} %`,
  ].join("    ");
}

const quantileLines = (quantiles: Quantiles, what: string, write: (x: number) => string): string[] =>
  Object.entries(quantiles).map(([label, value]) => {
    const name = label.endsWith("%") ? label.padStart(5).padEnd(7) : label.padEnd(7);
    return `${name} ${what}: ${write(value)}`;
  });

/**
 * The statistics as `llama-perplexity --kl-divergence` prints them, to the letter: a line a chunk, then the three tables
 * (which it leaves out for fewer than 100 tokens).
 */
export function formatLlamaCpp(statistics: LlamaCppStatistics): string {
  const { kldQuantiles, dpQuantiles } = statistics;
  const chunks = [HEAD, ...statistics.chunks.map(chunkLine), ""];
  if (statistics.count < ENOUGH) return `${chunks.join("\n")}\n`;
  const share = (value: WithError): string => `${both(percent(value), 6, 3, 5)} %`;
  return `${[
    ...chunks,
    "====== Perplexity statistics ======",
    `Mean PPL(Q)                   : ${both(statistics.perplexity, 10, 6)}`,
    `Mean PPL(base)                : ${both(statistics.perplexityBase, 10, 6)}`,
    `Cor(ln(PPL(Q)), ln(PPL(base))): ${fixed(100 * statistics.correlation, 6, 2)}%`,
    `Mean ln(PPL(Q)/PPL(base))     : ${both(statistics.logRatio, 10, 6)}`,
    `Mean PPL(Q)/PPL(base)         : ${both(statistics.ratio, 10, 6)}`,
    `Mean PPL(Q)-PPL(base)         : ${both(statistics.difference, 10, 6)}`,
    "",
    "====== KL divergence statistics ======",
    `Mean    KLD: ${both(statistics.kld, 10, 6)}`,
    ...quantileLines(kldQuantiles, "KLD", (x) => fixed(x, 10, 6)),
    "",
    "====== Token probability statistics ======",
    `Mean    Δp: ${share(statistics.dp)}`,
    ...quantileLines(dpQuantiles, "Δp", (x) => `${fixed(100 * x, 6, 3)}%`),
    `RMS Δp    : ${share(statistics.dpRms)}`,
    `Same top p: ${share(statistics.sameTop)}`,
    "",
  ].join("\n")}\n`;
}
