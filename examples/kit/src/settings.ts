import { relative } from "node:path";
import { parseArgs } from "node:util";

/** What an example's command was told. */
export type Settings<Name extends string> = Readonly<Record<Name, number>> & {
  /** The file to take instead of what the example makes itself. */
  readonly data: string | undefined;
  /** Whether the figures and pictures of the README are to be written. */
  readonly write: boolean;
};

/** Reads the options: a whole number above 0 for each name, `--write`, and `--data` where `file` says what it holds. */
export function readSettings<Name extends string>(
  args: readonly string[],
  numbers: Readonly<Record<Name, number>>,
  file?: string,
): Settings<Name> {
  const names = Object.keys(numbers) as Name[];
  const { values } = parseArgs({
    args: [...args],
    options: {
      write: { type: "boolean" },
      ...(file !== undefined && { data: { type: "string" } as const }),
      ...Object.fromEntries(names.map((name) => [name, { type: "string" } as const])),
    },
  });
  const given = values as Readonly<Record<string, string | boolean | undefined>>;
  const told = names.map((name) => {
    const value = Number(given[name] ?? numbers[name]);
    if (!(Number.isInteger(value) && value > 0))
      throw new Error(`--${name} ${given[name]}: it must be a whole number above 0`);
    return [name, value];
  });
  return {
    ...(Object.fromEntries(told) as Record<Name, number>),
    data: given.data as string | undefined,
    write: given.write === true,
  };
}

/** The value of a step that reads what a person gave; where that is wrong, one line says so and the process ends. */
export function orEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

/** The settings of the command that runs; `--help` prints what there is and ends it. */
export function settings<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
  file?: string,
): Settings<Name> {
  const [, script = "", ...args] = process.argv;
  if (args.includes("--help")) {
    const lines = [
      ...(file === undefined ? [] : [`  --data FILE  ${file}, instead of what the example makes itself`]),
      ...Object.entries(numbers).map(([name, value]) => `  --${name} N  ${value} when left out`),
      "  --write  writes the figures and pictures of the README",
    ];
    console.log(`node ${relative(process.cwd(), script)} [options]\n${lines.join("\n")}`);
    process.exit(0);
  }
  return orEnd(() => readSettings(args, numbers, file));
}
