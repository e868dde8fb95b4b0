import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Metric, toPrometheus } from "../src/index.ts";
import { HOSTILE, hostileReport, SAMPLE } from "./fixtures/sample.ts";

const metric = (more: Partial<Metric>): Metric => ({
  name: "relent_kl",
  help: "Bits.",
  labels: {},
  value: 1,
  ...more,
});
const write = (...metrics: Metric[]): string => toPrometheus({ ...SAMPLE, metrics });

describe("the metrics for Prometheus", () => {
  it("have help and type once each", () =>
    expect(toPrometheus(SAMPLE)).toMatchFileSnapshot("./fixtures/golden/report.prom"));

  it("write infinities and zero as the format has them", () => {
    const values = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-12];
    const text = write(...values.map((value, i) => metric({ value, labels: { i: String(i) } })));
    expect(
      text
        .split("\n")
        .slice(2, 6)
        .map((line) => line.split(" ")[1]),
    ).toEqual(["+Inf", "-Inf", "0", "1e-12"]);
  });

  it("gather the samples of one metric even where they come apart", () => {
    const text = write(
      metric({ labels: { a: "1" } }),
      metric({ name: "other" }),
      metric({ labels: { a: "2" } }),
    );
    expect(text.match(/# TYPE relent_kl gauge\nrelent_kl\{a="1"\} 1\nrelent_kl\{a="2"\} 1\n/)).not.toBeNull();
  });

  it("refuse NaN, illegal names and a series given twice", () => {
    expect(() => write(metric({ value: Number.NaN }))).toThrow("relent_kl = NaN");
    expect(() => write(metric({ name: "2bits" }))).toThrow('metric "2bits"');
    expect(() => write(metric({ labels: { "a-b": "" } }))).toThrow('label "a-b"');
    expect(() => write(metric({}), metric({}))).toThrow("relent_kl twice");
  });

  it("give every label back, one sample a line", () => {
    const names = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom(...HOSTILE));
    fc.assert(
      fc.property(names, (name) => {
        const lines = toPrometheus(hostileReport(name)).split("\n");
        expect(lines).toHaveLength(4);
        const match = /^relent_kl\{column="((?:[^"\\]|\\.)*)"\} 1$/su.exec(lines[2]!);
        const back = match![1]!.replace(/\\(.)/gsu, (_, one: string) => (one === "n" ? "\n" : one));
        expect(back).toBe(name);
      }),
    );
  });
});
