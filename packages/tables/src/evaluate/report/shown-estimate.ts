import type { Estimate } from "@relent/core/estimate";
import type { Cell } from "@relent/report";
import { estimated as withInterval } from "../../report/cells.ts";

/** An estimate with its interval; an infinite one, whose interval says nothing, alone. */
export const estimated = (found: Estimate | null): Cell =>
  found !== null && !Number.isFinite(found.value)
    ? { kind: "number", value: found.value, unit: found.unit }
    : withInterval(found);
