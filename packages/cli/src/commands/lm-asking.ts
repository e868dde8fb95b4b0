import { RelentError } from "@relent/core";
import type { RequestFormat } from "@relent/lm";

/** The ways in which a server can be asked. */
export const FORMATS: readonly RequestFormat[] = ["chat", "completions", "llama-server", "vllm-prompt"];

/** Fails with what was given. */
export const fault = (message: string, value: string): RelentError =>
  new RelentError("usage", message, { value });

/** The option of how a server is asked. */
export function format(text: string): RequestFormat {
  const found = FORMATS.find((one) => one === text);
  if (found !== undefined) return found;
  throw fault(`--format: ${text} is not known; it must be one of ${FORMATS.join(", ")}`, text);
}

/** The option of the sampling temperature; 0 takes the likeliest token each time. */
export function temperature(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 10) return value;
  throw fault(`--temperature: ${text} is not allowed; it must be a number from 0 to 10`, text);
}

/** The key that an environment variable holds. */
export function keyIn(variable: string, option: string = "--key-env"): string {
  const key = process.env[variable];
  if (key !== undefined && key.trim() !== "") return key;
  throw fault(`${option}: the environment has no ${variable}; set it to the key`, variable);
}

/** The key for an address: of the variable that was named, else RELENT_API_KEY, else at openai.com OPENAI_API_KEY. */
export function keyFor(url: string, variable: string | undefined): string | undefined {
  if (variable !== undefined) return keyIn(variable);
  const atOpenai = URL.canParse(url) && /(^|\.)openai\.com$/.test(new URL(url).hostname);
  return process.env.RELENT_API_KEY ?? (atOpenai ? process.env.OPENAI_API_KEY : undefined);
}
