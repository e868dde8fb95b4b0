import { describe, expect, it } from "vitest";
import { addressOf } from "../../src/record/address.ts";

describe("an endpoint's address", () => {
  it.each([
    ["http://localhost:8000", "/v1/chat/completions", "http://localhost:8000/v1/chat/completions"],
    ["http://localhost:8000/", "/v1/chat/completions", "http://localhost:8000/v1/chat/completions"],
    ["http://localhost:8000/v1/", "/v1/chat/completions", "http://localhost:8000/v1/chat/completions"],
    ["https://a.example/api/openai", "/v1/completions", "https://a.example/api/openai/completions"],
    [
      "https://a.example/v1/chat/completions",
      "/v1/chat/completions",
      "https://a.example/v1/chat/completions",
    ],
    ["http://localhost:8080", "/completion", "http://localhost:8080/completion"],
    ["http://localhost:8080/llama", "/completion", "http://localhost:8080/llama/completion"],
  ])("%s with %s is %s", (text, path, address) => {
    expect(addressOf(text, path).url.href).toBe(address);
  });

  it("keeps its query to itself", () => {
    const { url, name } = addressOf("https://a.example/v1?key=secret#part", "/v1/completions");
    expect(url.href).toBe("https://a.example/v1/completions?key=secret");
    expect(name).toBe("https://a.example/v1/completions");
  });
});
