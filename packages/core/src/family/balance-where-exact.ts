import { RelentError } from "../error.ts";
import type { Account } from "../protocol.ts";

/** H(p), D(p‖q) and H(p, q), as they are found; undefined where there is no exact method for one of them. */
export function balanceWhereExact(find: () => NonNullable<Account["balance"]>): Account["balance"] {
  try {
    return find();
  } catch (error) {
    if (error instanceof RelentError && error.code === "needs-sampling") return undefined;
    throw error;
  }
}
