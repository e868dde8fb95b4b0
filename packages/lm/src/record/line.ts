import { RelentError } from "@relent/core";
import { random } from "@relent/core/random";
import { addressOf } from "./address.ts";
import type { EndpointOptions } from "./endpoint-types.ts";
import { paceOf } from "./pace.ts";
import type { Line } from "./post.ts";
import { REQUEST_FORMATS } from "./request-format.ts";
import { checkKey } from "./secret.ts";
import { tokenLimit } from "./token-limit.ts";

/** One line to a server, over which all requests of a run go, so that they share its pace. */
export function lineTo(url: string, options: EndpointOptions): Line {
  const { format = "chat", key, retries = 5, timeout = 120_000, rate, jitterSeed = 1 } = options;
  const spoken = REQUEST_FORMATS[format];
  if (spoken === undefined) {
    throw new RelentError(
      "invalid-argument",
      `endpoint: format ${format} is not known; it must be one of ${Object.keys(REQUEST_FORMATS).join(", ")}`,
      { value: format },
    );
  }
  if (rate !== undefined && !(rate > 0)) {
    throw new RelentError("invalid-argument", `endpoint: rate = ${rate}; it must be over 0 a second`, {
      value: rate,
    });
  }
  return {
    address: addressOf(url, spoken.path),
    key: checkKey(key),
    retries,
    timeout,
    pace: paceOf(rate),
    limit: tokenLimit(),
    rng: random(jitterSeed),
  };
}
