import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { relent } from "../run.ts";

const place = mkdtempSync(join(tmpdir(), "relent-code-"));
afterAll(() => rmSync(place, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(place, name);
  writeFileSync(path, content);
  return path;
};

const TEXT = "the quick brown fox jumps over the lazy dog and the slow red hen. ".repeat(60);
const BOOK = file("book.txt", TEXT);
const SHOP = file(
  "shop.csv",
  `n,country\n${Array.from({ length: 900 }, (_, i) => `${i},${["DE", "FR", "US"][(i * i) % 3]}`).join("\n")}\n`,
);

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL("../../schema/code.schema.json", import.meta.url), "utf8")),
);

interface Printed {
  readonly symbols: number;
  readonly models: readonly {
    readonly bytes: number | string;
    readonly decoded: boolean | null;
    readonly parts: Record<string, number>;
    readonly massless: readonly string[];
  }[];
  readonly crossParsing?: { readonly value: number };
}

async function json(...args: string[]): Promise<Printed> {
  const { code, stdout, stderr } = await relent("code", ...args, "--json");
  expect(`${code}${stderr}`).toBe("0");
  const value = JSON.parse(stdout);
  expect(valid(value) ? [] : valid.errors).toEqual([]);
  return value as Printed;
}

const sum = (parts: Record<string, number>): number => Object.values(parts).reduce((a, b) => a + b, 0);

describe("relent code", () => {
  it.each(["self", "uniform", "order0", "order1", "order2", "order3", "mix", BOOK])(
    "codes a file by %s, decodes it, and its parts are its size",
    async (model) => {
      const { models, symbols } = await json(BOOK, "--model", model);
      expect(symbols).toBe(TEXT.length);
      expect(models[0]!.decoded).toBe(true);
      expect(sum(models[0]!.parts)).toBeCloseTo(8 * Number(models[0]!.bytes), 6);
    },
  );

  it("says on the terminal where the bits go, and what the file's own frequencies would have cost", async () => {
    const { stdout } = await relent("code", BOOK);
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(
      /bits a byte under mix: [\d.]+ = [\d.]+ entropy − [\d.]+ saved by the context \+ [\d.]+ quantiser \+ [\d.]+ coder \+ [\d.]+ frame/,
    );
    expect(stdout).toMatch(/Under `self` it\s+takes [\d,]+ bytes more/);
    const same = await relent("code", BOOK, "--model", "self", "--against", "self");
    expect(same.stdout.replaceAll(/\s+/g, " ")).toContain("Under `self` it takes as many.");
  });

  it("writes a file that decodes to the same bytes", async () => {
    const [packed, back] = [join(place, "book.rans"), join(place, "back.txt")];
    expect((await relent("code", BOOK, "--model", "order2", "--emit", packed)).code).toBe(0);
    expect((await relent("code", "--decode", packed, "--emit", back)).code).toBe(0);
    expect(readFileSync(back, "utf8")).toBe(TEXT);
    expect(readFileSync(packed).length).toBeLessThan(TEXT.length / 2);
  });

  it("codes the values of a column and writes them back one a line", async () => {
    const [packed, back] = [join(place, "country.rans"), join(place, "country.txt")];
    const { models } = await json(SHOP, "--column", "country", "--model", "self");
    expect(models[0]!.parts.dictionary).toBeGreaterThan(0);
    await relent("code", SHOP, "--column", "country", "--model", "self", "--emit", packed);
    await relent("code", "--decode", packed, "--emit", back);
    const lines = readFileSync(back, "utf8").trimEnd().split("\n");
    expect(lines).toHaveLength(900);
    expect(lines.slice(0, 4)).toEqual(["DE", "FR", "FR", "DE"]);
  });

  it("says Infinity, and of which symbols, where the model of another file has no mass", async () => {
    const other = file("other.txt", "abcdefghijklmnopqrstuvwxyz ");
    const { models } = await json(BOOK, "--model", other);
    expect(models[0]).toMatchObject({ bytes: "Infinity", decoded: null, massless: ["."] });
    const smoothed = await json(BOOK, "--model", other, "--pseudo-count", "0.5");
    expect(smoothed.models[0]!.decoded).toBe(true);
  });

  it("costs 8 bits a byte, entropy and divergence together, where every byte is alike to the model", async () => {
    const { models } = await json(BOOK, "--model", "uniform");
    const { entropy, kl } = models[0]!.parts as { entropy: number; kl: number };
    expect(entropy + kl).toBeCloseTo(8 * TEXT.length, 6);
  });

  it("codes an empty file, and one of one symbol", async () => {
    for (const content of ["", "aaaaaaaaaa"]) {
      const { models } = await json(file("small.txt", content), "--model", "self", "--against", "order0");
      expect(models.map(({ decoded }) => decoded)).toEqual([true, true]);
    }
  });

  it("says how alike two files are by cross-parsing, and that it is a proxy", async () => {
    const like = await json(BOOK, "--cross-parse", BOOK, "--model", "order0");
    const unlike = await json(
      BOOK,
      "--cross-parse",
      file("digits.txt", "0123456789".repeat(300)),
      "--model",
      "order0",
    );
    expect(like.crossParsing!.value).toBeLessThan(unlike.crossParsing!.value);
    const { stdout } = await relent("code", BOOK, "--cross-parse", BOOK, "--model", "order0");
    expect(stdout).toContain("cross-parsing");
  });

  it.each([
    [["nowhere.txt"], "is not there"],
    [[BOOK, "--model", "order9"], "neither a file nor one of self, uniform"],
    [[BOOK, "--model", "[0.5, 0.5]"], "has 2 probabilities; the message has an alphabet of 256"],
    [[BOOK, "--emit", BOOK], "is an input and would be written over"],
    [[SHOP, "--column", "contry"], "has no column contry; did you mean country?"],
    [[BOOK, "--pseudo-count", "-1"], "--pseudo-count: -1 is not allowed"],
    [[], "there is no file to code"],
    [["--decode", BOOK, "--emit", join(place, "x")], 'does not begin with "rANS"'],
    [["--decode", BOOK], "--decode needs --emit FILE"],
    [["--decode", BOOK, "--emit", join(place, "x")], "book.txt: the header"],
    [["--decode", BOOK, "--emit", join(place, "x"), "--json"], "--json does nothing beside --decode"],
    [["--decode", BOOK, "--emit", join(place, "x"), "--model", "mix"], "or give --tokens"],
    [["--decode", BOOK, "--emit", BOOK], "--emit: "],
    [[BOOK, "--model", "constructor"], "neither a file nor one of"],
    [[SHOP, "--column", "qqqqqqqq"], "its columns are "],
    [[SHOP, "--column", "country", "--model", "[0.5,0.6]"], "the probabilities sum to 1.1"],
    [[SHOP, "--column", "country", "--model", "[1.5,-0.5]"], "probability 1 is -0.5"],
    [[BOOK, "--pseudo-count", "1"], "--pseudo-count is added to the frequencies of a model that is a file"],
    [[BOOK, "--cross-parse", file("short.txt", "a")], "short.txt has 1 byte; cross-parsing takes 2"],
    [[BOOK, "--fail-on", "moved"], "is no condition"],
  ])("refuses %j in one line", async (args, words) => {
    const { code, stderr } = await relent("code", ...args);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stderr).toContain(words);
  });

  it("detects a damaged file", async () => {
    const packed = join(place, "damaged.rans");
    await relent("code", BOOK, "--model", "self", "--emit", packed);
    const bytes = readFileSync(packed);
    bytes[bytes.length - 20]! ^= 4;
    writeFileSync(packed, bytes);
    const { code, stderr } = await relent("code", "--decode", packed, "--emit", join(place, "y"));
    expect(code).toBe(2);
    expect(stderr).toContain("does not match its checksum");
  });

  it("fails on a size", async () => {
    expect((await relent("code", BOOK, "--model", "self", "--fail-on", "models.self.bytes > 10")).code).toBe(
      1,
    );
    expect(
      (await relent("code", BOOK, "--model", "self", "--fail-on", "models.self.bitsPerSymbol > 8")).code,
    ).toBe(0);
  });
});

const RECORDING = file(
  "recorded.kld",
  gunzipSync(readFileSync(new URL("../../../lm/test/fixtures/oracles/real-base.kld.gz", import.meta.url))),
);

describe("relent code --tokens", () => {
  it("stores the tokens of a recording by its distributions, and decodes them with it", async () => {
    const [packed, back] = [join(place, "tokens.rans"), join(place, "tokens.txt")];
    const { models, symbols } = await json(RECORDING, "--tokens");
    expect(models[0]!.decoded).toBe(true);
    await relent("code", RECORDING, "--tokens", "--emit", packed);
    await relent("code", "--decode", packed, "--tokens", "--model", RECORDING, "--emit", back);
    const tokens = readFileSync(back, "utf8").trimEnd().split("\n").map(Number);
    expect(tokens).toHaveLength(symbols);
    expect(tokens.every((token) => token >= 0 && token < 2048)).toBe(true);
  });

  it("refuses a recording's columns", async () => {
    const { code, stderr } = await relent("code", RECORDING, "--tokens", "--column", "a");
    expect(`${code}${stderr}`).toContain("2relent: --tokens and --column");
  });
});
