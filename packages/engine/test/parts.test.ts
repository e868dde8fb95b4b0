import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest } from "../src/closest.ts";
import { csvRecords, likelyDelimiter, misfit, splitRecord, valueCount } from "../src/csv-lines.ts";
import { fieldType } from "../src/field-type.ts";
import { decodeLz4Frames } from "../src/lz4-frame.ts";

describe("csvRecords", () => {
  it("numbers lines, passes over empty ones and keeps quoted line ends together", () => {
    expect(csvRecords('a,b\n\n1,"x\ny"\r\n2,z\r3,w')).toEqual([
      { line: 1, text: "a,b", closed: true },
      { line: 3, text: '1,"x\ny"', closed: true },
      { line: 5, text: "2,z", closed: true },
      { line: 6, text: "3,w", closed: true },
    ]);
  });

  it("marks the record whose quote stays open", () => {
    expect(csvRecords('a\n"b\nc')).toEqual([
      { line: 1, text: "a", closed: true },
      { line: 2, text: '"b\nc', closed: false },
    ]);
  });
});

describe("splitRecord", () => {
  it("undoes quoting", () => {
    const plain = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), (values) => {
        const record = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(";");
        expect(splitRecord(record, ";")).toEqual(values);
        expect(valueCount(record, ";")).toBe(values.length);
      }),
    );
  });
});

describe("likelyDelimiter", () => {
  it.each([
    ["a,b,c", ","],
    ["a;b,c;d", ";"],
    ['"a,b,c"\td', "\t"],
    ["a", undefined],
  ])("%j", (record, delimiter) => {
    expect(likelyDelimiter(record)).toBe(delimiter);
  });
});

describe("misfit", () => {
  it.each([
    ["a,b\n1,2\n3,4", undefined],
    ["a,b\n1,2\n3", "line 3 has 1 value; the header has 2 columns"],
    ["a\n1,2", "line 2 has 2 values; the header has 1 column"],
    [
      'a,b\n1,"2\n3,4',
      "line 2 opens a quote that is never closed; a quote within a quoted value is written twice",
    ],
    ["", undefined],
  ])("%j", (text, said) => {
    expect(misfit(csvRecords(text), ",")).toBe(said);
  });
});

describe("closest", () => {
  it("prefers the nearest, forgets case, and guesses nothing from afar", () => {
    expect(closest("AMOUNT", ["amount", "count"])).toEqual(["amount"]);
    expect(closest("colour", ["color", "column", "city"])).toEqual(["color"]);
    expect(closest("x", ["amount"])).toEqual([]);
    expect(closest("x", [])).toEqual([]);
  });
});

describe("fieldType", () => {
  it.each([
    ["ENUM('a', 'INTEGER[]')", "enum"],
    ["STRUCT(a ENUM('x'))", "nested"],
    ["ENUM('a')[]", "nested"],
    ["UNION(n INTEGER)", "nested"],
    ['"NULL"', "other"],
    ["GEOMETRY", "other"],
  ])("%s is %s", (native, type) => {
    expect(fieldType(native)).toBe(type);
  });
});

describe("decodeLz4Frames", () => {
  /** python: lz4.frame.compress(b"relent " * 9), lz4 4.4.5. */
  const frame = Uint8Array.from(
    Buffer.from("04224d1868403f00000000000000b7110000007f72656c656e7420070020506c656e742000000000", "hex"),
  );

  it("unpacks a frame, and two one after the other", () => {
    expect(Buffer.from(decodeLz4Frames(frame)).toString()).toBe("relent ".repeat(9));
    const twice = Buffer.concat([frame, frame]);
    expect(Buffer.from(decodeLz4Frames(twice)).toString()).toBe("relent ".repeat(18));
    expect(decodeLz4Frames(new Uint8Array())).toEqual(new Uint8Array());
  });

  it("refuses what is cut short or damaged instead of guessing", () => {
    for (let length = 1; length < frame.length - 4; length++) {
      expect(() => decodeLz4Frames(frame.subarray(0, length))).toThrow(
        /^lz4Frame: .*; the file is damaged or was cut short$/,
      );
    }
    const far = Uint8Array.from(frame);
    far[far.lastIndexOf(7)] = 200;
    expect(() => decodeLz4Frames(far)).toThrow(/a match reaches 200 bytes back/);
  });
});

describe("the examples in the documentation", () => {
  it.each(["closest", "dialect", "field-type", "literal-path", "temporary", "write"])(
    "of %s hold",
    async (name) => {
      const text = readFileSync(new URL(`../src/${name}.ts`, import.meta.url), "utf8");
      const scope = (await import(`../src/${name}.ts`)) as Record<string, unknown>;
      const examples = [...text.matchAll(/@example\n \* ```ts\n([\s\S]*?)\n \* ```/g)];
      expect(examples.length).toBeGreaterThan(0);
      for (const [, example] of examples) {
        const lines = example!.split("\n").map((line) => line.replace(/^ \* ?/, ""));
        let scene = "";
        for (const line of lines) {
          const expectation = line.match(/^(?!const )(.*) \/\/ (.*)$/);
          if (expectation === null) {
            scene += `${line}\n`;
            continue;
          }
          const run = new Function(
            ...Object.keys(scope),
            `${scene}return [${expectation[1]}, ${expectation[2]}];`,
          );
          const [got, wanted] = run(...Object.values(scope)) as [unknown, unknown];
          expect(got).toEqual(wanted);
        }
      }
    },
  );
});
