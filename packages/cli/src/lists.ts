import { RelentError } from "@relent/core";

/** Splits `a,b` and joins repeats: how every list option of the command line is written. */
export const list = (value: string, before: readonly string[] = []): string[] => [
  ...before,
  ...value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
];

/** Collects a repeatable option whose values may hold commas. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

/** A number option that must lie within (low, high). */
export const numberBetween =
  (option: string, low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !(value > low && value < high)) {
      throw new RelentError(
        "usage",
        `${option}: ${text} is not allowed; it must be a number over ${low} and under ${high}`,
        {
          value: text,
        },
      );
    }
    return value;
  };

/** A number option that must be whole and at least 1. */
export const wholeNumber =
  (option: string) =>
  (text: string): number => {
    if (!/^\d{1,9}$/.test(text.trim()) || Number(text) < 1) {
      throw new RelentError(
        "usage",
        `${option}: ${text} is not allowed; it must be a whole number of at least 1`,
        { value: text },
      );
    }
    return Number(text);
  };
