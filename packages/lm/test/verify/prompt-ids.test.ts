import { describe, expect, it } from "vitest";
import { answersByPrompt } from "../../src/verify/prompt-ids.ts";

const named = (...ids: string[]) => answersByPrompt(ids.map((id) => ({ id, tokens: [] })));
const sizes = (...ids: string[]) => Object.fromEntries([...named(...ids)].map(([id, a]) => [id, a.length]));

describe("answers by prompt", () => {
  it("joins numbered answers", () => {
    expect(sizes("a#1", "a#2", "b#1", "c")).toEqual({ a: 2, b: 1, c: 1 });
  });

  it("keeps ids apart that are numbered for another reason", () => {
    expect(sizes("issue#12", "issue#13")).toEqual({ "issue#12": 1, "issue#13": 1 });
  });

  it("joins answers of one id", () => {
    expect(sizes("a", "a")).toEqual({ a: 2 });
  });
});
