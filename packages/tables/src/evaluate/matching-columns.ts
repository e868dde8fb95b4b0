import { RelentError } from "@relent/core";
import { closest, type Field } from "@relent/engine";

/** A column that was asked for, with what `*` stood for, or its name where no pattern was given. */
export interface Matched {
  readonly field: Field;
  readonly part: string;
}

const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");

function absent(option: string, what: string, name: string, fields: readonly Field[]): never {
  const names = fields.map((f) => f.name);
  const near = closest(name, names);
  const advice = near.length > 0 ? `did you mean ${near.join(", ")}?` : `there are ${listed(names)}`;
  throw new RelentError("usage", `${option}: there is no column ${what}; ${advice}`, { value: name });
}

/** The column of a name; one that is not there is an error that says the nearest. */
export function columnNamed(option: string, name: string, fields: readonly Field[]): Field {
  return fields.find((f) => f.name === name) ?? absent(option, `"${name}"`, name, fields);
}

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");

function matches(option: string, pattern: string, fields: readonly Field[]): Matched[] {
  const exact = fields.find((f) => f.name === pattern);
  if (exact !== undefined) return [{ field: exact, part: pattern }];
  if (!pattern.includes("*")) return absent(option, `"${pattern}"`, pattern, fields);
  const [head = "", ...rest] = pattern.split("*");
  const form = new RegExp(`^${escaped(head)}${rest.map((part) => `(.*)${escaped(part)}`).join("")}$`, "su");
  const found = fields.flatMap((field): Matched[] => {
    const hit = form.exec(field.name);
    return hit === null ? [] : [{ field, part: hit.slice(1).join("") }];
  });
  return found.length > 0 ? found : absent(option, `like "${pattern}"`, pattern.replaceAll("*", ""), fields);
}

/** The columns that names and patterns with `*` speak of, in the order given and then of the table. */
export function matchingColumns(
  option: string,
  patterns: readonly string[],
  fields: readonly Field[],
): readonly Matched[] {
  const found = patterns.flatMap((pattern) => matches(option, pattern, fields));
  const twice = found.find((m, i) => found.findIndex((n) => n.field.name === m.field.name) < i);
  if (twice !== undefined) {
    throw new RelentError("usage", `${option}: ${twice.field.name} is named twice; each column stands once`, {
      value: twice.field.name,
    });
  }
  return found;
}
