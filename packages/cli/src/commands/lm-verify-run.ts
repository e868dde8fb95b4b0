import { RelentError } from "@relent/core";
import type {
  EndpointOptions,
  NamedPrompt,
  Recording,
  RequestFormat,
  VerifyOptions,
  VerifySide,
} from "@relent/lm";
import { interruptSignal } from "../interrupt.ts";
import { checkOutput, deliver, type OutputOptions } from "../output.ts";
import { progress } from "../progress.ts";
import { keyFor, keyIn } from "./lm-asking.ts";
import { VERIFIED } from "./lm-grammar.ts";

/** The options of `relent lm verify`. */
export interface VerifyFlags extends OutputOptions {
  readonly reference: string;
  readonly candidate: string;
  readonly self?: string;
  readonly tolerance?: number;
  readonly textTolerance?: number;
  readonly key?: string;
  readonly targets?: string;
  readonly texts?: boolean;
  readonly alpha?: number;
  readonly prompts?: string;
  readonly budget?: number;
  readonly samples?: number;
  readonly maxTokens?: number;
  readonly top?: number;
  readonly temperature?: number;
  readonly concurrency?: number;
  readonly format?: RequestFormat;
  readonly model?: string;
  readonly referenceModel?: string;
  readonly keyEnv?: string;
  readonly referenceKeyEnv?: string;
  readonly seed?: number;
  readonly quiet?: boolean;
}

const isUrl = (side: string): boolean => /^https?:\/\//i.test(side);

const usage = (message: string, value?: unknown): RelentError =>
  new RelentError("usage", `verify: ${message}`, { value });

/** Options that only endpoints understand; two recordings would pass over them without a word. */
const ONLY_LIVE = [
  "prompts",
  "budget",
  "samples",
  "maxTokens",
  "top",
  "temperature",
  "concurrency",
  "format",
  "model",
  "keyEnv",
  "texts",
] as const;

const asTyped = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function check(flags: VerifyFlags): void {
  const { reference, candidate } = flags;
  const live = isUrl(reference) || isUrl(candidate);
  const idle = ONLY_LIVE.find((name) => flags[name] !== undefined);
  if (!live && idle !== undefined) {
    throw usage(
      `${asTyped(idle)} is for endpoints, and both sides are recordings; leave it out, or give a URL`,
    );
  }
  if (!isUrl(reference) && flags.referenceModel !== undefined) {
    throw usage(`--reference-model is for an endpoint, and ${reference} is a recording; leave it out`);
  }
  if (!(isUrl(reference) && isUrl(candidate)) && flags.referenceKeyEnv !== undefined) {
    throw usage("--reference-key-env is for two endpoints; the key of one is told by --key-env");
  }
  if (live && flags.prompts === undefined) {
    throw usage(`${isUrl(reference) ? reference : candidate} is an endpoint; give --prompts, one a line`);
  }
  if (flags.self !== undefined && isUrl(reference)) {
    throw usage("--self is a second recording of the reference, which is an endpoint here; record it first");
  }
}

/** Of one endpoint the key that recording would use; of two each gets its own and no other. */
function keyOf(flags: VerifyFlags, side: "reference" | "candidate"): string | undefined {
  if (!(isUrl(flags.reference) && isUrl(flags.candidate))) return keyFor(flags[side], flags.keyEnv);
  const option = side === "reference" ? "--reference-key-env" : "--key-env";
  const variable = side === "reference" ? flags.referenceKeyEnv : flags.keyEnv;
  return variable === undefined ? undefined : keyIn(variable, option);
}

function endpointOptions(flags: VerifyFlags, side: "reference" | "candidate"): EndpointOptions {
  const { format } = flags;
  const model = side === "reference" ? (flags.referenceModel ?? flags.model) : flags.model;
  const key = keyOf(flags, side);
  return {
    ...(format !== undefined && { format }),
    ...(model !== undefined && { model }),
    ...(key !== undefined && { key }),
  };
}

type Options = { -readonly [Name in keyof VerifyOptions]: VerifyOptions[Name] };

/** The options that go to the library as they are. */
const OPTIONS = [
  "tolerance",
  "textTolerance",
  "alpha",
  "budget",
  "samples",
  "maxTokens",
  "top",
  "texts",
  "temperature",
  "concurrency",
  "seed",
] as const satisfies readonly (keyof VerifyOptions & keyof VerifyFlags)[];

function optionsOf(flags: VerifyFlags, prompts: readonly NamedPrompt[] | undefined): Options {
  const given = OPTIONS.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]]));
  return { ...Object.fromEntries(given), ...(prompts !== undefined && { prompts }) } as Options;
}

/** Verifies, writes what was asked for, and returns the exit code. */
export async function verifyOnCommand(flags: VerifyFlags): Promise<number> {
  check(flags);
  const { reference, candidate, self, prompts, targets, key } = flags;
  checkOutput(flags, [reference, candidate, self, prompts, targets], VERIFIED);
  const { endpoint, openRecording, readPrompts, verify, verifyReport } = await import("@relent/lm");
  const opened: Recording[] = [];
  const open = async (side: string, of: "reference" | "candidate"): Promise<VerifySide> => {
    if (isUrl(side)) return endpoint(side, endpointOptions(flags, of));
    const recording = await openRecording(side, {
      texts: true,
      ...(key !== undefined && { key }),
      ...(targets !== undefined && { targets }),
    });
    opened.push(recording);
    return recording;
  };
  const { signal, release } = interruptSignal();
  const line = progress(flags.quiet ?? false);
  try {
    line.phase("verifying");
    const options = optionsOf(
      flags,
      flags.prompts === undefined ? undefined : await readPrompts(flags.prompts),
    );
    const reference = await open(flags.reference, "reference");
    const candidate = await open(flags.candidate, "candidate");
    if (flags.self !== undefined) {
      const self = await open(flags.self, "reference");
      if ("kind" in self) options.self = self;
    }
    const result = await verify(reference, candidate, {
      ...options,
      signal,
      progress: (done) => line.fraction(done),
    });
    line.end();
    return await deliver(verifyReport(result), flags, VERIFIED);
  } finally {
    line.end();
    release();
    for (const recording of opened) if (recording.kind === "full") await recording.close();
  }
}
