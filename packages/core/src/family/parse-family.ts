import { RelentError } from "../error.ts";
import type { Family } from "../protocol.ts";
import { didYouMean } from "./closest-name.ts";
import { COMPOSITIONS, FAMILIES, type FamilyEntry } from "./families.ts";

type Value = number | string | Family | readonly Value[];

const TOKEN =
  /\s*([A-Za-z_]\w*|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:Infinity|inf|∞)|[()[\],=]|\S)/y;
const INFINITE = /^([+-]?)(?:Infinity|inf|∞)$/;

function refuse(text: string, what: string): never {
  throw new RelentError(
    "invalid-argument",
    `parseFamily: ${JSON.stringify(text)} ${what}; write a family as normal(0, 1) or normal(mean=0, sd=1)`,
    { value: text },
  );
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(match[1]!);
  return tokens;
}

const ENTRIES: readonly FamilyEntry[] = [...FAMILIES, ...COMPOSITIONS];

function entryOf(text: string, name: string): FamilyEntry {
  const entry = ENTRIES.find((one) => one.name.toLowerCase() === name.toLowerCase().replaceAll(/[-_]/g, ""));
  if (entry !== undefined) return entry;
  const names = ENTRIES.map((one) => one.name);
  return refuse(text, `names no family ${name}; ${didYouMean(name, names)}FAMILIES lists them`);
}

/** Reads one expression after another off the tokens. */
class Reader {
  private at = 0;
  private readonly text: string;
  private readonly tokens: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.tokens = tokensOf(text);
  }

  peek(ahead = 0): string | undefined {
    return this.tokens[this.at + ahead];
  }

  take(): string {
    const token = this.tokens[this.at++];
    return token ?? refuse(this.text, "ends too early");
  }

  expect(token: string): void {
    const got = this.take();
    if (got !== token) refuse(this.text, `has ${got} where ${token} should be`);
  }

  /** Values up to a closing bracket, with the names that some of them have. */
  list(close: string): {
    readonly names: readonly (string | undefined)[];
    readonly values: readonly Value[];
  } {
    const names: (string | undefined)[] = [];
    const values: Value[] = [];
    while (this.peek() !== close) {
      if (values.length > 0) this.expect(",");
      const named = this.peek(1) === "=";
      names.push(named ? this.take() : undefined);
      if (named) this.take();
      values.push(this.value());
    }
    this.take();
    return { names, values };
  }

  value(): Value {
    const token = this.take();
    if (token === "[") return this.list("]").values;
    const infinite = INFINITE.exec(token);
    if (infinite && this.peek() !== "(") return infinite[1] === "-" ? -Infinity : Infinity;
    if (/^[A-Za-z_]/.test(token)) return this.peek() === "(" ? this.call(token) : token;
    const number = Number(token);
    return Number.isNaN(number) ? refuse(this.text, `has ${token} where a number should be`) : number;
  }

  call(name: string): Family {
    const entry = entryOf(this.text, name);
    this.expect("(");
    const { names, values } = this.list(")");
    const parameters = arranged(this.text, entry, names, values);
    try {
      return entry.make(...(parameters as never[]));
    } catch (error) {
      if (!(error instanceof RelentError)) throw error;
      const { index, value } = error;
      throw new RelentError(error.code, `parseFamily: ${error.message}`, {
        ...(index !== undefined && { index }),
        value,
        cause: error,
      });
    }
  }

  end(): void {
    if (this.peek() !== undefined) refuse(this.text, `goes on with ${this.peek()} after its end`);
  }
}

/** The arguments in the order of the constructor. */
function arranged(
  text: string,
  { name, parameters, most = parameters.length, least = parameters.length }: FamilyEntry,
  names: readonly (string | undefined)[],
  values: readonly Value[],
): readonly Value[] {
  const given: (Value | undefined)[] = [];
  values.forEach((value, i) => {
    const called = names[i];
    if (called === undefined && names.slice(0, i).some((one) => one !== undefined)) {
      refuse(text, `gives ${name} a parameter without a name after one with a name`);
    }
    const at = called === undefined ? i : parameters.indexOf(called);
    if (at < 0)
      refuse(
        text,
        `gives ${name} a ${called}; ${didYouMean(called!, parameters)}it has ${parameters.join(", ")}`,
      );
    if (given[at] !== undefined) refuse(text, `gives ${name} its ${called} twice`);
    given[at] = value;
  });
  const missing = parameters.slice(0, least).filter((_, i) => given[i] === undefined);
  if (missing.length > 0) refuse(text, `gives ${name} no ${missing.join(", ")}`);
  if (given.length > most)
    refuse(text, `gives ${name} ${given.length} parameters; it has ${parameters.join(", ")}`);
  return given as Value[];
}

/**
 * The law that a text names: what `String(law)` writes, parameters by place or by name, laws within laws.
 *
 * @throws RelentError "invalid-argument" for a text that names none, with the nearest name, and for parameters that
 *   the family refuses.
 * @example
 * ```ts
 * kl(parseFamily("normal(0, 1)"), parseFamily("normal(sd=2, mean=1)")) // 0.4431471805599453
 * String(parseFamily("truncated(normal(0, 1), -1, inf)")) // "truncated(normal(0, 1), -1, Infinity)"
 * parseFamily("norml(0, 1)") // throws did you mean normal?
 * ```
 */
export function parseFamily(text: string): Family {
  const reader = new Reader(text);
  const name = reader.take();
  if (!/^[A-Za-z_]/.test(name) || reader.peek() !== "(") refuse(text, "is no family");
  const law = reader.call(name);
  reader.end();
  return law;
}
