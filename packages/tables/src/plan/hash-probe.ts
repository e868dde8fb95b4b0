import { RelentError } from "@relent/core";
import type { Engine } from "@relent/engine";
import type { Plan } from "./plan.ts";

/** What the engine's fast hash says of a known text: two samples of values can be compared only if it is the same. */
export async function hashProbe(engine: Engine): Promise<string> {
  const probe = await engine.query(`SELECT ${engine.dialect.fastHash("'relent'")}::VARCHAR AS h`);
  return String(probe.h?.[0]);
}

/** Refuses a profile whose hash sample was drawn by another hash. */
export async function checkHash(engine: Engine, plan: Plan, name: string): Promise<void> {
  const hashed = plan.columns.filter((c) => c.count.kind === "hashed");
  if (hashed.length === 0 || plan.hashProbe === (await hashProbe(engine))) return;
  throw new RelentError(
    "incompatible",
    `profile: ${name} samples the values of ${hashed.map((c) => c.name).join(", ")} by the hash of another release; ` +
      "make it again with this one",
  );
}
