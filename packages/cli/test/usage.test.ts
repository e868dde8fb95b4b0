import { expect, it } from "vitest";
import { relent } from "./run.ts";
import { shop } from "./shop.ts";

const { listing, leftovers } = shop();
const BOTH = ["january.parquet", "june.parquet"];

it.each<readonly [args: readonly string[], said: string | RegExp]>([
  [["dif"], "unknown command 'dif' (did you mean diff?)"],
  [["xyzzy"], "unknown command 'xyzzy'"],
  [["diff", "--jsn", ...BOTH], "unknown option '--jsn' (did you mean --json?)"],
  [["diff", ...BOTH, "--fail_on", "moved"], "unknown option '--fail_on' (did you mean --fail-on?)"],
  [
    ["profile", "january.parquet", "--outptu", "x.json"],
    "unknown option '--outptu' (did you mean --output?)",
  ],
  [["diff"], "missing required argument 'reference'"],
  [["diff", ...BOTH, "third.parquet"], /^too many arguments for 'diff'/],
  [["diff", ...BOTH, "-o"], "option '-o, --output <FILE>' argument missing"],
  [["profile"], "missing required argument 'data'"],
  [["profile", "january.parquet"], "there is no -o FILE to write to; give one, such as ref.json"],
  [["diff", "january.parquet"], /^one table and nothing to compare it with; give CURRENT, or both/],
  [["diff", "january.parquet", "--where-current", "month = 1"], /^one table and nothing to compare it with/],
  [["diff", ...BOTH, "--alpha", "2"], "--alpha: 2 is not allowed; it must be a number over 0 and under 1"],
  [["diff", ...BOTH, "--alpha", "0"], /^--alpha: 0 is not allowed/],
  [["diff", ...BOTH, "--alpha", ""], /^--alpha: {2}is not allowed|^--alpha: "" is not allowed/],
  [["diff", ...BOTH, "--alpha", "five"], /^--alpha: five is not allowed/],
  [
    ["diff", ...BOTH, "--floor", "-1"],
    "--floor: -1 is not allowed; it must be a number over 0 and under 100",
  ],
  [["diff", ...BOTH, "--escape", "1"], /^--escape: 1 is not allowed/],
  [
    ["diff", ...BOTH, "--threads", "0"],
    "--threads: 0 is not allowed; it must be a whole number of at least 1",
  ],
  [["diff", ...BOTH, "--threads", "abc"], /^--threads: abc is not allowed/],
  [["diff", ...BOTH, "--threads", "1.5"], /^--threads: 1\.5 is not allowed/],
  [
    ["diff", ...BOTH, "--memory", "nonsense"],
    "--memory: nonsense is not allowed; it must be a size such as 300MB or 2GB",
  ],
  [["diff", ...BOTH, "--memory", "300"], /^--memory: 300 is not allowed/],
  [["diff", ...BOTH, "--color", "blue"], /^--color: blue is not allowed; it is one of auto, always, never/],
  [["diff", ...BOTH, "-o", "report.foo"], /^"report\.foo" ends in \.foo; known are \.html \(HTML\), \.json/],
  [["diff", ...BOTH, "-o", "report"], /^"report" has no extension; known are/],
  [
    ["profile", "january.parquet", "-o", "p.parquet"],
    /^-o p\.parquet has no profile's extension; use \.json or \.json\.gz/,
  ],
])("relent %j is refused in one line", async (args, said) => {
  const before = listing();
  const { code, stdout, stderr } = await relent(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^relent: .*\n$/);
  const line = stderr.slice("relent: ".length, -1);
  if (typeof said === "string") expect(line).toBe(said);
  else expect(line).toMatch(said);
  expect(line.length).toBeLessThan(300);
  expect(listing()).toEqual(before);
  expect(leftovers()).toEqual([]);
});

it("prints the stack with --debug, wherever it stands, and not without", async () => {
  for (const args of [
    ["--debug", "diff", "january.parquet"],
    ["diff", "january.parquet", "--debug"],
  ]) {
    const { code, stderr } = await relent(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^RelentError: diff: one table.*\n {4}at /);
  }
  expect((await relent("diff", "january.parquet")).stderr).not.toContain("    at ");
});
