import { fault } from "./fault.ts";
import type { Metric, Report } from "./model.ts";

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

function legal(name: string, pattern: RegExp, what: string): string {
  if (pattern.test(name)) return name;
  throw fault(
    "invalid-argument",
    `toPrometheus: ${what} ${JSON.stringify(name)}; letters, digits and _ are allowed, no digit first`,
  );
}

const help = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
const label = (text: string): string => help(text).replaceAll('"', '\\"');

function figure({ name, value }: Metric): string {
  if (Number.isNaN(value))
    throw fault("invalid-argument", `toPrometheus: ${name} = NaN; leave a missing figure out`);
  if (Number.isFinite(value)) return String(value === 0 ? 0 : value);
  return value > 0 ? "+Inf" : "-Inf";
}

function series({ name, labels }: Metric): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `${legal(key, LABEL, "label")}="${label(value)}"`,
  );
  return pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`;
}

/**
 * Writes the metrics in the text format of Prometheus (version 0.0.4): help and type once a metric, every one a gauge.
 *
 * Throws `invalid-argument` on NaN, on names the format does not allow, and where two samples are the same series.
 */
export function toPrometheus({ metrics }: Report): string {
  const families = new Map<string, Metric[]>();
  for (const metric of metrics) {
    families.set(metric.name, [...(families.get(metric.name) ?? []), metric]);
  }
  const seen = new Set<string>();
  const lines = [...families].flatMap(([name, samples]) => [
    `# HELP ${legal(name, NAME, "metric")} ${help(samples[0]?.help ?? "")}`,
    `# TYPE ${name} gauge`,
    ...samples.map((metric) => {
      const key = series(metric);
      if (seen.has(key))
        throw fault("invalid-argument", `toPrometheus: ${key} twice; a series is given once`);
      seen.add(key);
      return `${key} ${figure(metric)}`;
    }),
  ]);
  return lines.map((line) => `${line}\n`).join("");
}
