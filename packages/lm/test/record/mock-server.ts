import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ANSWERS, type Asked } from "./answers.ts";

/** A request as it came. */
export interface MockRequest {
  readonly path: string;
  readonly body: Asked;
  readonly text: string;
  readonly headers: IncomingMessage["headers"];
  /** Milliseconds since the server's start. */
  readonly at: number;
}

/** What goes wrong with a request: a status, a broken connection, an answer cut in half, silence, or what is no JSON. */
export type Fault =
  | {
      readonly status: number;
      readonly retryAfter?: string;
      readonly location?: string;
      readonly says?: unknown;
    }
  | "reset"
  | "hang up"
  | "cut"
  | "cut quietly"
  | "silence"
  | "no JSON";

/** How the server behaves. */
export interface MockOptions {
  /** The toy model that it serves; another seed is another model. */
  readonly seed?: number;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** What goes wrong with request `n` (0, 1, …). */
  readonly fault?: (request: MockRequest, n: number) => Fault | undefined;
  /** Changes an answer's text. */
  readonly dress?: (text: string, request: MockRequest) => string;
}

/** A running server. */
export interface MockServer {
  readonly url: string;
  readonly requests: readonly MockRequest[];
  /** Most requests that were under way at once. */
  busiest(): number;
  close(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}

function misbehave(fault: Fault, response: ServerResponse, text: string): void {
  if (typeof fault === "object") {
    const { status, retryAfter, location, says = { error: { message: `status ${status}` } } } = fault;
    response.writeHead(status, {
      "content-type": typeof says === "string" ? "text/html" : "application/json",
      ...(retryAfter !== undefined && { "retry-after": retryAfter }),
      ...(location !== undefined && { location }),
    });
    response.end(typeof says === "string" ? says : JSON.stringify(says));
  } else if (fault === "reset") response.socket?.resetAndDestroy();
  else if (fault === "hang up") response.socket?.end();
  else if (fault === "no JSON") response.end("<html>upstream is away</html>");
  else if (fault === "cut quietly") response.end(text.slice(0, text.length / 2));
  else if (fault === "cut") {
    response.writeHead(200, { "content-length": Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => response.socket?.destroy());
  }
}

/** Starts a server on loopback that answers as each provider does, and fails as it is told. */
export async function mockServer(options: MockOptions = {}): Promise<MockServer> {
  const { seed = 1, delay = 0, fault, dress = (text: string) => text } = options;
  const requests: MockRequest[] = [];
  const begun = performance.now();
  let [now, most] = [0, 0];
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await textOf(incoming);
    const path = incoming.url ?? "";
    const body = JSON.parse(text) as Asked;
    const request = { path, body, text, headers: incoming.headers, at: performance.now() - begun };
    const n = requests.push(request) - 1;
    const wrong = fault?.(request, n);
    now += 1;
    most = Math.max(most, now);
    if (delay > 0) await sleep(delay);
    now -= 1;
    const answer = ANSWERS[path.split("?")[0]!]?.(body, seed);
    const answered = dress(typeof answer === "string" ? answer : JSON.stringify(answer), request);
    if (wrong !== undefined) misbehave(wrong, response, answered);
    else if (answer === undefined) response.writeHead(404).end("{}");
    else response.writeHead(200, { "content-type": "application/json" }).end(answered);
  };
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    busiest: () => most,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
