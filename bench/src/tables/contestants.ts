import { join, resolve } from "node:path";
import type { ChildRun } from "./measured-child.ts";

export interface Setting {
  readonly reference: string;
  readonly current: string;
  /** The reference as CSV; only the CSV contestants read it. */
  readonly csv: string;
  /** Folder for what a contestant must write. */
  readonly scratch: string;
  readonly python: string;
  readonly threads: number;
  /** Columns that the evidently package is spared, comma-separated: its loop over categories is quadratic. */
  readonly spared: string;
}

/** One row of the table: a command, measured whole. */
export interface Contestant {
  readonly id: string;
  readonly name: string;
  /** Which table it belongs to. */
  readonly on: "pair" | "csv";
  /** The floor that the ratios of its table refer to. */
  readonly floor?: true;
  /** Ours. */
  readonly relent?: true;
  /** Takes minutes: run in the first rounds only. */
  readonly slow?: true;
  readonly command: (setting: Setting) => readonly string[];
  /** Columns that it flags as changed, read from what it printed. */
  readonly flagged?: (run: ChildRun) => readonly string[];
}

const BENCH = resolve(import.meta.dirname, "../..");
const CLI = resolve(BENCH, "../packages/cli/bin/relent.js");
const peer = (script: string): string => join(BENCH, "peers", script);
const scanner = join(import.meta.dirname, "scan.js");

const python =
  (script: string, ...options: string[]): Contestant["command"] =>
  (s) => [s.python, peer(script), ...options, s.reference, s.current];

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
const peerFlags = (run: ChildRun): readonly string[] => {
  const line = JSON.parse(lastLine(run.stdout)) as { detail: { flagged?: string[] } };
  return line.detail.flagged ?? [];
};

interface DiffColumn {
  readonly name: string;
  readonly verdict: string;
}

const relentFlags = (run: ChildRun): readonly string[] => {
  const { columns } = JSON.parse(run.stdout) as { columns: DiffColumn[] };
  return columns.filter((column) => column.verdict === "moved").map((column) => column.name);
};

export const CONTESTANTS: readonly Contestant[] = [
  {
    id: "scan",
    name: "scan floor: sum or strlen of all 27 columns",
    on: "pair",
    floor: true,
    command: (s) => [process.execPath, scanner, "--threads", String(s.threads), s.reference, s.current],
  },
  {
    id: "relent",
    name: "relent diff",
    on: "pair",
    relent: true,
    command: (s) => [process.execPath, CLI, "diff", s.reference, s.current, "--json"],
    flagged: relentFlags,
  },
  {
    id: "numpy",
    name: "numpy: 20 cells, value counts; no identifiers, no text",
    on: "pair",
    command: python("numpy_histograms.py"),
  },
  {
    id: "numpy-by-column",
    name: "numpy, the same, reading one column at a time",
    on: "pair",
    command: python("numpy_histograms.py", "--by-column"),
  },
  {
    id: "numpy-all",
    name: "numpy, all 27 columns",
    on: "pair",
    command: python("numpy_histograms.py", "--all"),
  },
  {
    id: "evidently-path",
    name: "Evidently's statistics, re-created; no identifiers, no text, no plots",
    on: "pair",
    slow: true,
    command: python("evidently_path.py"),
    flagged: peerFlags,
  },
  {
    id: "evidently-package",
    name: "evidently, the package; no identifiers, no text, no HTML",
    on: "pair",
    slow: true,
    command: (s) => [
      s.python,
      peer("evidently_package.py"),
      ...(s.spared === "" ? [] : [`--without=${s.spared}`]),
      s.reference,
      s.current,
    ],
    flagged: peerFlags,
  },
  {
    id: "csv-scan",
    name: "CSV scan floor: sum or strlen of all 27 columns",
    on: "csv",
    floor: true,
    command: (s) => [process.execPath, scanner, "--threads", String(s.threads), s.csv],
  },
  {
    id: "csv-relent",
    name: "relent profile of the CSV",
    on: "csv",
    relent: true,
    command: (s) => [process.execPath, CLI, "profile", s.csv, "-o", join(s.scratch, "profile.json")],
  },
];
