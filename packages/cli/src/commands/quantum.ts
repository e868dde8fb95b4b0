import { basename } from "node:path";
import { RelentError } from "@relent/core";
import type { SupportOptions } from "@relent/core/quantum";
import type { Command } from "commander";
import type { Grammar } from "../fail-on.ts";
import { list } from "../lists.ts";
import type { OutputOptions } from "../output.ts";
import { baseOf } from "./measure-options.ts";
import { withOutputOptions } from "./output-options.ts";

interface QuantumFlags extends OutputOptions {
  readonly measure?: string[];
  readonly order?: number[];
  readonly dims?: number[];
  readonly base?: string;
  readonly support?: SupportOptions["support"];
  readonly channel?: string;
  readonly normalise?: boolean;
  readonly tolerance?: number;
  readonly list?: boolean;
}

const EXAMPLES = `Examples:
  relent quantum '|0>' '|+>'
  relent quantum 'diag(0.75, 0.25)' I/2 -o states.html
  relent quantum rho.npy sigma.npy --measure sandwichedRenyi --order 0.5,1,2
  relent quantum '{"pauli": {"XX": 0.6, "ZZ": 0.6}}' --measure concurrence
  relent quantum rho.json sigma.json --channel depolarizing:0.1
  relent quantum states.npy sigma.npy -o states.csv
  relent quantum --list
`;

const AFTER = `
States: |0>, |1>, |+>, |->, |i>, |-i> and products (|01>); ket(0.6, 0.8i);
  diag(p, ...); pauli(X=0.3, ZZ=0.5); I/n; a JSON matrix whose entries are
  numbers, [re, im] or "0.5+0.25i"; a .json or .npy file (one axis: amplitudes;
  three axes: many states, each against its own SIGMA or all against one);
  - for standard input.
Direction: divergences are of RHO from SIGMA. Logarithmic figures are in bits
  unless --base says otherwise.
Exit: 0 done, 1 --fail-on fired, 2 usage or data error, 130 interrupted.`;

const GRAMMAR: Grammar = { verdicts: [], example: "figures.traceDistance.value > 0.1" };

const numbers =
  (option: string, allowed: string, fits: (value: number) => boolean) =>
  (text: string, before: readonly number[] = []): number[] => [
    ...before,
    ...text.split(",").map((part) => {
      const value =
        part.trim() === "inf" || part.trim() === "Infinity" ? Number.POSITIVE_INFINITY : Number(part);
      if (part.trim() !== "" && fits(value)) return value;
      throw new RelentError("usage", `${option}: ${part} is not allowed; it must be ${allowed}`, {
        value: part,
      });
    }),
  ];

function supportOf(text: string): SupportOptions["support"] {
  if (text === "strict" || text === "clip") return text;
  const mix = Number(/^mix:(.+)$/.exec(text)?.[1]);
  if (mix > 0 && mix < 1) return { mix };
  throw new RelentError(
    "usage",
    `--support: ${text} is not allowed; it is strict, clip, or mix:P with P between 0 and 1`,
    {
      value: text,
    },
  );
}

function tolerance(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value < 1) return value;
  throw new RelentError(
    "usage",
    `--tolerance: ${text} is not allowed; it must be a number of at least 0 and below 1`,
    { value: text },
  );
}

async function listing(): Promise<string> {
  const { QUANTUM_MEASURES } = await import("@relent/core/quantum");
  const takes = { rho: "RHO", rhoSigma: "RHO SIGMA", parties: "RHO --dims A,B", twoQubits: "RHO --dims 2,2" };
  const rows = QUANTUM_MEASURES.map(({ name, symbol, bounds, inputs }) => [
    name,
    takes[inputs],
    `${bounds[0]} … ${bounds[1]}`,
    symbol,
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((cells) => cells[i]!.length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A state's name in sentences: a file by its last part, a short literal as it stands, JSON by its place. */
function nameOf(given: string, role: "RHO" | "SIGMA"): string {
  if (given === "-") return "standard input";
  if (/^[[{]/.test(given.trim())) return role;
  return /^(I\/|\||[a-z]+\()/.test(given) ? given : basename(given);
}

/** `relent quantum RHO [SIGMA]`. */
export function quantumCommand(program: Command, settle: (exitCode: number) => void): Command {
  const command = program
    .command("quantum")
    .summary("how far two quantum states are apart, and what one state holds")
    .description(
      "Entropies, divergences, distances and entanglement of density matrices of up to 1,024 dimensions.",
    )
    .argument("[rho]", "the state")
    .argument("[sigma]", "the state to compare it with")
    .option("--measure <A,B>", "only these measures (--list names them)", list)
    .option(
      "--order <A,B>",
      "orders of the measures that have one (default: 0.5,2)",
      numbers("--order", "a number of at least 0, or inf", (x) => x >= 0),
    )
    .option(
      "--dims <A,B>",
      "dimensions of the parties, whose product is the dimension",
      numbers("--dims", "a whole number of at least 1", (x) => Number.isInteger(x) && x >= 1),
    )
    .option("--base <B>", "base of the logarithm: 2, e, 10, … (default: 2)")
    .option(
      "--support <HOW>",
      "where RHO leaves the support of SIGMA: strict, clip or mix:P (default: strict)",
      supportOf,
    )
    .option(
      "--channel <C>",
      "send both through depolarizing:P, dephasing:P, amplitude-damping:P, or Kraus operators in a .json",
    )
    .option("--normalise", "divide by the trace or the length")
    .option(
      "--tolerance <T>",
      "what counts as rounding of a trace, an eigenvalue or a leak (default: n·2⁻⁵², for files of single precision n·2⁻²³)",
      tolerance,
    )
    .option("--list", "name all measures");
  return withOutputOptions(command, GRAMMAR)
    .addHelpText("beforeAll", (context) => (context.command.name() === "quantum" ? EXAMPLES : ""))
    .addHelpText("after", AFTER)
    .action(async (rho: string | undefined, sigma: string | undefined, flags: QuantumFlags) => {
      if (flags.list) {
        process.stdout.write(`${await listing()}\n`);
        return;
      }
      if (rho === undefined)
        throw new RelentError("usage", "quantum: there is no state; give RHO, or --list");
      const { checkOutput, deliver } = await import("../output.ts");
      checkOutput(flags, [rho, sigma], GRAMMAR);
      const [{ readState }, { readChannel }, { runQuantum }, { quantumReport }] = await Promise.all([
        import("../quantum/state-input.ts"),
        import("../quantum/channel-input.ts"),
        import("../quantum/run-quantum.ts"),
        import("../quantum/quantum-report.ts"),
      ]);
      if (flags.channel !== undefined && sigma === undefined) {
        throw new RelentError("usage", "quantum: --channel needs a second state to compare with");
      }
      if (flags.support !== undefined && sigma === undefined) {
        throw new RelentError("usage", "quantum: --support is about a second state; give SIGMA too");
      }
      const { base, unit } = baseOf(flags.base, "quantum");
      const settings = {
        ...(flags.dims && { dims: flags.dims }),
        ...(flags.normalise && { normalise: true }),
        ...(flags.tolerance !== undefined && { tolerance: flags.tolerance }),
      };
      const first = { name: nameOf(rho, "RHO"), ...readState(rho, settings) };
      const second =
        sigma === undefined ? undefined : { name: nameOf(sigma, "SIGMA"), ...readState(sigma, settings) };
      const known = [first.tolerance, second?.tolerance].filter((x) => x !== undefined);
      const asked = {
        base,
        unit,
        orders: flags.order ?? [0.5, 2],
        ...(flags.measure && { measures: flags.measure }),
        ...(flags.support !== undefined && { support: flags.support }),
        ...(known.length > 0 && { leakTolerance: Math.max(...known) }),
      };
      if ("states" in first) {
        if (flags.channel !== undefined) {
          throw new RelentError("usage", `quantum: --channel takes a single state; ${first.name} holds many`);
        }
        const [{ runMany }, { manyReport }] = await Promise.all([
          import("../quantum/run-many.ts"),
          import("../quantum/many-report.ts"),
        ]);
        const others = second && { ...second, others: "states" in second ? second.states : second.state };
        settle(await deliver(manyReport(runMany(first, others, asked)), flags, GRAMMAR));
        return;
      }
      if (second !== undefined && "states" in second) {
        throw new RelentError(
          "usage",
          `quantum: ${second.name} holds many states and ${first.name} one; give the many first, or as many of both`,
        );
      }
      const result = runQuantum(first, second, {
        ...asked,
        ...(flags.channel !== undefined && { channel: readChannel(flags.channel) }),
      });
      settle(await deliver(quantumReport(result), flags, GRAMMAR));
    });
}
