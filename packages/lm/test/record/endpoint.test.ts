import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpoint } from "../../src/record/endpoint.ts";
import { promptOf } from "../../src/sample-id.ts";
import { type MockServer, mockServer } from "./mock-server.ts";
import { toyContinuation } from "./toy-model.ts";

describe("an endpoint", () => {
  let server: MockServer;
  beforeAll(async () => {
    server = await mockServer();
  });
  afterAll(() => server.close());

  it("completes a prompt, one document a sample", async () => {
    const { complete, name } = endpoint(server.url, { format: "completions", model: "toy" });
    const documents = await complete("w1 w2", { samples: 3, maxTokens: 2, top: 4, seed: 5, id: "q" });
    expect(name).toBe(`${server.url}/v1/completions`);
    expect(documents.map(({ id }) => id)).toEqual(["q#1", "q#2", "q#3"]);
    expect(documents.map(({ id }) => promptOf(id))).toEqual(["q", "q", "q"]);
    const [first] = toyContinuation("w1 w2", 2, 1)[0]!;
    expect(documents[2]!.tokens[0]).toMatchObject({ text: first!.text, logProbability: first!.logprob });
    expect(server.requests[0]!.body).toMatchObject({
      model: "toy",
      max_tokens: 2,
      logprobs: 4,
      temperature: 0,
    });
  });

  it("takes conversations only where it chats", async () => {
    const messages = [{ role: "user", content: "w3" }];
    expect(await endpoint(server.url).complete(messages)).toHaveLength(1);
    await expect(endpoint(server.url, { format: "llama-server" }).complete(messages)).rejects.toThrow(
      /llama-server takes texts/,
    );
  });

  it("names the most tokens as the server's newer models want it, once one has said so", async () => {
    const says = {
      error: {
        message:
          "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      },
    };
    const newer = await mockServer({
      fault: ({ body }) => (body.max_tokens === undefined ? undefined : { status: 400, says }),
    });
    try {
      const { complete } = endpoint(newer.url, { retries: 0 });
      for (const prompt of ["w1", "w2"]) {
        const [document] = await complete(prompt, { maxTokens: 3 });
        expect(document!.tokens).toHaveLength(3);
      }
      expect(newer.requests.map(({ body }) => [body.max_tokens, body.max_completion_tokens])).toEqual([
        [3, undefined],
        [undefined, 3],
        [undefined, 3],
      ]);
    } finally {
      await newer.close();
    }
  });

  it("takes a refusal that names no other parameter as it is", async () => {
    const says = { error: { message: "max_completion_tokens must be at least 1" } };
    const strict = await mockServer({ fault: () => ({ status: 400, says }) });
    try {
      await expect(endpoint(strict.url, { retries: 0 }).complete("w1")).rejects.toThrow("HTTP 400");
      expect(strict.requests).toHaveLength(2);
    } finally {
      await strict.close();
    }
  });

  it("refuses formats that it does not know, and rates that are none", () => {
    expect(() => endpoint(server.url, { format: "gopher" as "chat" })).toThrow(/format gopher is not known/);
    expect(() => endpoint(server.url, { rate: 0 })).toThrow(/rate = 0/);
  });

  it("stops when it is told to", async () => {
    const stop = AbortSignal.abort();
    await expect(endpoint(server.url).complete("w1", { signal: stop })).rejects.toThrow();
  });
});
