import { basename } from "node:path";
import type { Cell, Chart, Check, Fact, Part, Report, Section } from "@relent/report";
import type { CodedBy, CodeResult } from "./result.ts";

const count = (value: number): Cell =>
  Number.isFinite(value) ? { kind: "count", value } : { kind: "number", value, unit: "1" };
const bits = (value: number): Cell => ({ kind: "number", value, unit: "bits" });
/** A part of a size: what is below a thousandth of a bit is rounding of the sums. */
const partBits = (value: number): Cell =>
  bits(Number.isFinite(value) ? Math.round(value * 1000) / 1000 : value);
const text = (value: string): Cell => ({ kind: "text", text: value });

/** The parts in bytes with none negative: what a context saves is taken off the entropy, what rounding saves off the model. */
function barOf({ parts }: CodedBy): Part[] {
  const rest = parts.quantiser + parts.coder + parts.frame;
  const split =
    parts.kl >= 0
      ? [
          { label: "entropy of the frequencies", value: parts.entropy },
          { label: "KL of the model", value: parts.kl },
        ]
      : [
          {
            label: "under the model (less than the frequencies alone allow)",
            value: parts.entropy + parts.kl,
          },
        ];
  return [
    ...split,
    { label: "quantiser, coder and frame", value: Math.max(0, rest) },
    ...(parts.dictionary > 0 ? [{ label: "list of values", value: parts.dictionary }] : []),
  ].map(({ label, value }) => ({ label, value: value / 8 }));
}

function sizeBar(result: CodeResult, model: CodedBy): Chart[] {
  if (!Number.isFinite(model.bytes)) return [];
  const others = [
    ...result.models.filter((other) => other !== model && Number.isFinite(other.bytes)),
    ...result.baselines,
  ].map(({ name, bytes }) => ({ label: name, value: bytes }));
  return [
    {
      kind: "parts",
      title: `What the bytes under ${model.name} pay for`,
      unit: "bytes",
      parts: barOf(model),
      others,
    },
  ];
}

function row(model: CodedBy): Cell[] {
  const { parts } = model;
  return [
    text(model.name),
    count(model.bytes),
    bits(model.bitsPerSymbol),
    partBits(parts.entropy),
    partBits(parts.kl),
    partBits(parts.quantiser),
    partBits(parts.coder),
    partBits(parts.frame + parts.dictionary),
    model.decoded === null
      ? { kind: "verdict", text: "cannot be coded", tone: "alarm" }
      : {
          kind: "verdict",
          text: model.decoded ? "decoded, equal" : "NOT equal",
          tone: model.decoded ? "calm" : "alarm",
        },
  ];
}

const NONE: Cell = { kind: "none" };

const PARTS: readonly (readonly [name: keyof CodedBy["parts"], label: string, description: string])[] = [
  ["entropy", "entropy", "N·H of the symbols' own frequencies"],
  ["kl", "KL of the model", "N·KL(frequencies ‖ model); of models that learn, what they spend beyond it"],
  ["quantiser", "quantiser", "rounding to whole frequencies"],
  ["coder", "coder", "its words and states"],
  ["frame", "frame", "header, stored model, checksums"],
  ["dictionary", "list of values", "what the symbols of a column stand for"],
];

/** `bits a byte under mix: 2.499 = 4.780 entropy − 2.281 saved by the context + …`: where the bits of one symbol go. */
function splitOf({ name, parts, bytes, bitsPerSymbol }: CodedBy, { symbols, unit }: CodeResult): string[] {
  if (symbols === 0 || !Number.isFinite(bytes)) return [];
  const terms = PARTS.filter(([part]) => part !== "dictionary" || parts.dictionary > 0).map(
    ([part, label], i) => {
      const each = parts[part] / symbols;
      const sign = each < 0 && each.toFixed(3) !== "-0.000" ? "−" : i === 0 ? "" : "+";
      const words = part === "kl" && sign === "−" ? "saved by the context" : label;
      return `${sign} ${Math.abs(each).toFixed(3)} ${words}`.trimStart();
    },
  );
  return [`bits a ${unit} under ${name}: ${bitsPerSymbol.toFixed(3)} = ${terms.join(" ")}`];
}

function facts(result: CodeResult): Fact[] {
  const { crossParsing } = result;
  return [
    { label: `${result.unit}s`, value: { kind: "count", value: result.symbols } },
    { label: "alphabet", value: { kind: "count", value: result.alphabet } },
    { label: "entropy", value: bits(result.entropy), description: `of the frequencies, a ${result.unit}` },
    ...(crossParsing === undefined
      ? []
      : [
          {
            label: `cross-parsing against ${basename(crossParsing.other)}`,
            value: bits(crossParsing.value),
            description: crossParsing.note,
          },
        ]),
  ];
}

function section(model: CodedBy, result: CodeResult, index: number): Section {
  const { parts, bytes, name, decoded, massless } = model;
  const sum = parts.kl < 0 ? "the context saves" : "the model wastes";
  const share = result.symbols === 0 ? 0 : Math.abs(parts.kl) / result.symbols;
  return {
    id: `model-${index + 1}`,
    heading: name,
    verdict:
      decoded === true
        ? { text: "decoded, equal", tone: "calm" }
        : { text: "cannot be coded", tone: "alarm" },
    sentence: Number.isFinite(bytes)
      ? `${model.description}: ${sum} ${share.toPrecision(3)} bits a ${result.unit} against its own frequencies.`
      : `It gives no mass to ${massless.map((symbol) => `\`${symbol}\``).join(", ")}.`,
    facts: [
      { label: "size", value: count(bytes), description: "bytes" },
      ...PARTS.filter(([part]) => part !== "dictionary" || parts.dictionary > 0).map(
        ([part, label, description]) => ({
          label,
          value: partBits(parts[part]),
          description,
        }),
      ),
    ],
    charts: sizeBar(result, model),
    tables: [],
    notes: [],
  };
}

function checks(result: CodeResult): Check[] {
  return result.models.map(({ name, decoded, massless, bytes }) => ({
    name: `decoded again: ${name}`,
    outcome: decoded === true ? "passed" : "failed",
    message: decoded === null ? `no mass for ${massless.join(", ")}` : `${bytes} bytes`,
  }));
}

/** The report of a coded message: the sentence, each model's size in its parts, and what other programs make of it. */
export function codeReport(result: CodeResult): Report {
  const fine = result.models.every(({ decoded }) => decoded === true);
  return {
    title: `${basename(result.name)} as a code`,
    sentence: result.sentence,
    tone: fine ? "calm" : "alarm",
    facts: facts(result),
    overview: {
      caption: "Sizes in bytes, and where the bits go",
      noun: ["code", "codes"],
      columns: [
        { label: "Code", align: "left" },
        { label: "Bytes", align: "right" },
        { label: `Bits a ${result.unit}`, align: "right" },
        { label: "Entropy", align: "right", priority: "wide", description: "N·H of the frequencies, bits" },
        {
          label: "KL",
          align: "right",
          priority: "wide",
          description:
            "N·KL(frequencies ‖ model); of models that learn, what they spend beyond the entropy, below 0 where the context helps",
        },
        {
          label: "Quantiser",
          align: "right",
          priority: "wide",
          description: "what rounding to whole frequencies adds",
        },
        {
          label: "Coder",
          align: "right",
          priority: "wide",
          description: "what the coder's words and states add",
        },
        {
          label: "Frame",
          align: "right",
          priority: "wide",
          description: "header, stored model, checksums, list of values",
        },
        { label: "Proof", align: "left" },
      ],
      rows: [
        ...result.models.map(row),
        ...result.baselines.map(({ name, bytes, bitsPerSymbol }) => [
          text(name),
          count(bytes),
          bits(bitsPerSymbol),
          ...Array.from({ length: 6 }, () => NONE),
        ]),
      ],
    },
    charts: sizeBar(result, result.models[0]!),
    sections: result.models.map((model, i) => section(model, result, i)),
    warnings: result.notes,
    method: [
      ...splitOf(result.models[0]!, result),
      "rANS with a 63-bit state, 24-bit frequencies and 32-bit words, in chunks with CRC-32; every size is that of a file that was decoded again",
      ...result.models.map(({ name, description }) => `${name}: ${description}`),
    ],
    checks: checks(result),
    metrics: result.models.map(({ name, bytes }) => ({
      name: "relent_code_bytes",
      help: "Size of the coded file in bytes",
      labels: { file: result.name, model: name },
      value: bytes,
    })),
    data: result,
  };
}
