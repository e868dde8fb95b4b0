import { describe, expect, it } from "vitest";
import { COMMANDS } from "../src/commands/index.ts";
import { program } from "../src/main.ts";
import { relent, spawned } from "./run.ts";

const NAMES = program().commands.map((command) => command.name());

describe("help", () => {
  it("is there for every command", () => {
    expect(NAMES.length).toBe(COMMANDS.length);
    expect(NAMES).toEqual(expect.arrayContaining(["diff", "profile"]));
  });

  it.each(["", "diff", "profile"])(
    "of relent %s is as it was looked at, in 80 columns, on stdout",
    async (name) => {
      const { code, stdout, stderr } = await spawned([...(name === "" ? [] : [name]), "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      await expect(stdout).toMatchFileSnapshot(`golden/${name || "relent"}.help.txt`);
    },
  );

  it.each(["", ...NAMES])("of relent %s opens with examples and keeps to 80 columns", async (name) => {
    const { stdout } = await spawned([...name.split(" ").filter(Boolean), "--help"]);
    expect(stdout).toMatch(new RegExp(`^Examples:\\n  relent ${name}`));
    for (const line of stdout.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
  });

  it.each(NAMES)("is the same for relent help %s and relent %s -h", async (name) => {
    const long = await relent(name, "--help");
    expect(long.code).toBe(0);
    expect(await relent("help", name)).toEqual(long);
    expect(await relent(name, "-h")).toEqual(long);
  });

  it("goes to stderr, with exit code 2, where no command is given", async () => {
    const { code, stdout, stderr } = await relent();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe((await relent("--help")).stdout);
  });

  it("every option has its line", () => {
    for (const command of program().commands) {
      for (const option of command.options) expect(option.description, option.flags).not.toBe("");
    }
  });

  it("the version is the package's", async () => {
    const { code, stdout } = await relent("--version");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await relent("-V")).stdout).toBe(stdout);
  });
});
