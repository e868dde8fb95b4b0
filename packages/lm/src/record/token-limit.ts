const OLD = "max_tokens";
const NEW = "max_completion_tokens";

/** How a server wants the most tokens of a completion to be named: OpenAI's newer models refuse the older name. */
export interface TokenLimit {
  /** The body as the server wants it, by what is known of it so far. */
  write(body: string): string;
  /** Whether a refusal asks for the other name, which is written from then on. */
  learns(refusal: string, sent: string): boolean;
}

function renamed(body: string): string {
  const { [OLD]: most, ...rest } = JSON.parse(body) as Record<string, unknown>;
  return most === undefined ? body : JSON.stringify({ ...rest, [NEW]: most });
}

export function tokenLimit(): TokenLimit {
  let newer = false;
  return {
    write: (body) => (newer ? renamed(body) : body),
    learns(refusal, sent) {
      if (!refusal.includes(NEW) || renamed(sent) === sent) return false;
      newer = true;
      return true;
    },
  };
}
