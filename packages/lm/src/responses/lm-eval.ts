import { sampleId } from "../sample-id.ts";
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
    throw unreadable(where, `resps[${i}] is no log-likelihood, and others are no texts`);
  }
  const token = {
    id: null,
    text: scored(body, i),
    logProbability: logProbability(likelihood === -Infinity ? "-Infinity" : likelihood, where),
    candidates: [],
  };
  return { tokens: [token], label: `${String(body.doc_id)}/${i}` };
}

/** The generated answers of a document; null where its continuations were scored instead. */
function generated(body: Json): Answer[] | null {
  const responses = body.resps as unknown[];
  if (responses.some((one) => (likelihoodOf(one) ?? 1) <= 0)) return null;
  const texts = responses.flat(Number.POSITIVE_INFINITY).filter((one) => typeof one === "string");
  return texts.map((text, i) => ({
    tokens: [],
    text,
    missing: "resps are texts, not log-likelihoods",
    label: sampleId(String(body.doc_id), i, texts.length),
  }));
}

/**
 * Samples of lm-evaluation-harness (`--log_samples`): each continuation is one outcome with its log-likelihood, since
 * the tokens are not kept; of generated answers there is the text alone.
 */
export const lmEval: Provider = {
  name: "lm-evaluation-harness samples",
  recognises: (body) => body.doc_id !== undefined && Array.isArray(body.resps),
  read: (body, where) =>
    generated(body) ?? (body.resps as unknown[]).map((response, i) => answerOf(body, response, i, where)),
};
