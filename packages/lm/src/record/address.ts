import { RelentError } from "@relent/core";

/** An endpoint's address, to send to and to name it by. */
export interface Address {
  readonly url: URL;
  /** Without credentials and query, which may be secret. */
  readonly name: string;
}

/**
 * The address of a server's `path` (`/v1/chat/completions`): added to a bare host, its end added to an address that goes
 * down to `/v1`, nothing where the address already ends so.
 */
export function addressOf(text: string, path: string): Address {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new RelentError(
      "invalid-argument",
      "endpoint: the address is no URL; it must be such as http://localhost:8080/v1",
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RelentError(
      "invalid-argument",
      `endpoint: ${url.protocol} is no way to reach a model; it must be http: or https:`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new RelentError(
      "invalid-argument",
      `endpoint: the address of ${url.host} holds a user and password; give a key in the environment instead`,
    );
  }
  const here = url.pathname.replace(/\/+$/, "");
  const end = path.replace(/^\/v1/, "");
  if (!here.endsWith(end)) url.pathname = here === "" ? path : here + end;
  url.hash = "";
  return { url, name: url.origin + url.pathname };
}
