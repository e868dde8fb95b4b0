import { chooseTwin } from "../../src/kernel/engine.ts";
import { LAWS } from "./laws.ts";

/** Runs every law in every twin of the browser, and leaves what broke where the test looks for it. */
const broken: Record<string, string[]> = {};
for (const twin of ["js", "simd", "relaxed"] as const) {
  if (!chooseTwin(twin)) continue;
  broken[twin] = [];
  for (const { name, check } of LAWS) {
    try {
      check();
    } catch (error) {
      broken[twin].push(`${name}: ${error}`);
    }
  }
}
document.title = JSON.stringify({ laws: LAWS.length, broken });
