/** What an error calls a value that is no array of numbers: its type, or the class of an object. */
export function called(value: unknown): string {
  if (value === null || typeof value !== "object") return String(value === null ? null : typeof value);
  return `an object (${value.constructor?.name ?? "without a class"})`;
}
