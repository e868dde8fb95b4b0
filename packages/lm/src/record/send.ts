import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { text as textOf } from "node:stream/consumers";

/** What a server sent back. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

/**
 * Posts JSON and waits for all of the reply; redirections are not followed, for they would take the key along.
 *
 * Node's own client and not `fetch`, which never settles in Node 20 where a server hangs up without a word.
 *
 * @throws The system's error where the connection fails or breaks off, and the signal's reason.
 */
export async function send(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Reply> {
  const sent = Buffer.from(body);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const ask = url.protocol === "https:" ? overHttps : overHttp;
    ask(
      url,
      {
        method: "POST",
        headers: { "content-type": "application/json", "content-length": sent.length, ...headers },
        signal,
      },
      resolve,
    )
      .on("error", reject)
      .end(sent);
  });
  return { status: response.statusCode ?? 0, headers: response.headers, text: await textOf(response) };
}
