import { logProbability } from "./log-probability.ts";
import type { Answer, Provider } from "./provider.ts";
import { isJson, type Json, unreadable } from "./shape.ts";

/** `[["-3.2", "False"]]`, `[[-3.2, false]]` or `[-3.2]` → the log-probability of one continuation. */
function likelihoodOf(response: unknown): number | undefined {
  let value: unknown = response;
  while (Array.isArray(value)) value = value[0];
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

/** What was scored in request i: its last argument. */
function scored(body: Json, i: number): string {
  const { arguments: args } = body;
  const one = Array.isArray(args) ? args[i] : isJson(args) ? args[`gen_args_${i}`] : undefined;
  const parts: unknown[] = Array.isArray(one) ? one : isJson(one) ? Object.values(one) : [];
  return String(parts.at(-1) ?? "");
}

function answerOf(body: Json, response: unknown, i: number, where: string): Answer {
  const likelihood = likelihoodOf(response);
  if (likelihood === undefined) {
    throw unreadable(
      where,
      `resps[${i}] is a text, not a log-likelihood; generated answers cannot be compared`,
    );
  }
  const token = {
    id: null,
    text: scored(body, i),
    logProbability: logProbability(likelihood === -Infinity ? "-Infinity" : likelihood, where),
    candidates: [],
  };
  return { tokens: [token], label: `${String(body.doc_id)}/${i}` };
}

/**
 * Samples of lm-evaluation-harness (`--log_samples`): each continuation is one outcome with its log-likelihood, since
 * the tokens are not kept.
 */
export const lmEval: Provider = {
  name: "lm-evaluation-harness samples",
  recognises: (body) => body.doc_id !== undefined && Array.isArray(body.resps),
  read: (body, where) => (body.resps as unknown[]).map((response, i) => answerOf(body, response, i, where)),
};
