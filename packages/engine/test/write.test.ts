import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RelentError } from "@relent/core";
import { afterAll, describe, expect, it } from "vitest";
import { checkWritable, writeWhole } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "engine-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function refusal(work: () => unknown): Promise<string> {
  const cause = await Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  expect(cause).toBeInstanceOf(RelentError);
  const { code, message } = cause as RelentError;
  expect(code).toBe("unwritable");
  expect(message).not.toContain("\n");
  return message;
}

/** A file system of 64 KiB, where this user may mount one. */
function tinyDisk(): string | undefined {
  const path = join(folder, "tiny");
  mkdirSync(path);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", path], { stdio: "ignore" });
    return path;
  } catch {
    return undefined;
  }
}

describe("writeWhole", () => {
  it("writes text as UTF-8 and bytes as they are, over what was there, and leaves nothing beside", async () => {
    const own = join(folder, "own");
    mkdirSync(own);
    const path = join(own, "report.html");
    await writeWhole(path, "på");
    expect(readFileSync(path)).toEqual(Buffer.from([0x70, 0xc3, 0xa5]));
    chmodSync(path, 0o640);
    await writeWhole(path, Uint8Array.of(0, 255));
    expect(readFileSync(path)).toEqual(Buffer.from([0, 255]));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(own)).toEqual(["report.html"]);
  });

  it("replaces what a link points to, not the link", async () => {
    writeFileSync(join(folder, "real.txt"), "old");
    symlinkSync(join(folder, "real.txt"), join(folder, "link.txt"));
    await writeWhole(join(folder, "link.txt"), "new");
    expect(readFileSync(join(folder, "real.txt"), "utf8")).toBe("new");
  });

  it("writes devices in place", async () => {
    await writeWhole("/dev/null", "gone");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("says that a device is full", async () => {
    if (!existsSync("/dev/full")) {
      console.log("skipped: this system has no /dev/full");
      return;
    }
    expect(await refusal(() => writeWhole("/dev/full", "x"))).toBe(
      "writeWhole: /dev/full does not fit: the disk is full",
    );
  });

  it("leaves the old content and nothing else where the disk is full", async () => {
    const disk = tinyDisk();
    if (disk === undefined) {
      console.log("skipped: this user may not mount a small file system, so no disk can be filled");
      return;
    }
    try {
      await writeWhole(join(disk, "a.txt"), "old");
      expect(await refusal(() => writeWhole(join(disk, "a.txt"), "x".repeat(1e6)))).toMatch(
        /a\.txt does not fit: the disk is full/,
      );
      expect(readFileSync(join(disk, "a.txt"), "utf8")).toBe("old");
      expect(readdirSync(disk)).toEqual(["a.txt"]);
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

describe.each([
  ["checkWritable", (path: string) => checkWritable(path)],
  ["writeWhole", (path: string) => writeWhole(path, "x")],
] as const)("%s refuses", (name, work) => {
  it("a missing folder", async () => {
    const path = join(folder, "none", "x.json");
    expect(await refusal(() => work(path))).toBe(
      `${name}: ${path} cannot be made: there is no folder ${join(folder, "none")}`,
    );
  });

  it("a folder in the way", async () => {
    expect(await refusal(() => work(folder))).toBe(`${name}: ${folder} is a folder; give a file`);
  });

  it("a file as a folder", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await refusal(() => work(join(folder, "file", "x")))).toMatch(
      /lies below a file; its parent must be a folder/,
    );
  });

  it("a folder that may not be written", async () => {
    if (process.getuid?.() === 0) {
      console.log("skipped: permissions do not bind the superuser");
      return;
    }
    const closed = join(folder, `closed-${name}`);
    mkdirSync(closed, { mode: 0o500 });
    expect(await refusal(() => work(join(closed, "x")))).toMatch(/may not be written by this user/);
  });
});

describe("checkWritable", () => {
  it("accepts a new file, an old one and a device, and writes nothing", () => {
    const before = readdirSync(folder);
    checkWritable(join(folder, "new.json"));
    checkWritable(join(folder, "real.txt"));
    checkWritable("/dev/null");
    expect(readdirSync(folder)).toEqual(before);
  });
});
