type Nested = number | string | ArrayLike<number> | ArrayLike<ArrayLike<number>>;

function text(value: Nested): string {
  if (typeof value === "number" || typeof value === "string") return String(value);
  return `[${Array.from(value as ArrayLike<number | ArrayLike<number>>, text).join(", ")}]`;
}

/** A family with its parameters as they are written in source: `dirichlet([1, 2])`. */
export function written(family: string, ...parameters: readonly Nested[]): string {
  return `${family}(${parameters.map(text).join(", ")})`;
}
