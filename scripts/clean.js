import { readdirSync, rmSync } from "node:fs";

const children = (group) => readdirSync(group).map((name) => `${group}/${name}`);

for (const place of [...children("packages"), ...children("examples"), "bench"]) {
  rmSync(`${place}/dist`, { recursive: true, force: true });
}
