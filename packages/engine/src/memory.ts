import { statSync } from "node:fs";
import type { Field, TextOptions } from "./engine.ts";
import type { Target } from "./location.ts";
import type { Described, Source, Workshop } from "./source.ts";

/** Remembers what files were found to be, so that describing and opening look at them, and convert them, once. */
export interface Memory {
  describe(target: Target, options: TextOptions, look: () => Promise<Described>): Promise<Described>;
}

interface Converted {
  readonly columns: ReadonlySet<string>;
  readonly source: Promise<Source>;
}

function signature(target: Target, { types, nullText }: TextOptions): string | undefined {
  if (target.kind !== "files") {
    return undefined;
  }
  const files = target.files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return [file, size, mtimeMs];
  });
  return JSON.stringify([target.name, files, types, nullText]);
}

/** A source that was made for more columns serves fewer. */
function reusing(described: Described): Described {
  const made: Converted[] = [];
  const source = (columns: readonly Field[], workshop: Workshop): Promise<Source> => {
    const known = made.find((each) => columns.every(({ name }) => each.columns.has(name)));
    if (known !== undefined) {
      return known.source;
    }
    const converted = {
      columns: new Set(columns.map(({ name }) => name)),
      source: described.source(columns, workshop),
    };
    made.push(converted);
    converted.source.catch(() => made.splice(made.indexOf(converted), 1));
    return converted.source;
  };
  return { ...described, source };
}

/** An empty memory; a file that changes in size or time is looked at anew, failures are forgotten. */
export function memory(): Memory {
  const known = new Map<string, Promise<Described>>();
  return {
    describe(target, options, look) {
      const key = signature(target, options);
      if (key === undefined) {
        return look();
      }
      const before = known.get(key);
      if (before !== undefined) {
        return before;
      }
      const described = look().then(reusing);
      known.set(key, described);
      described.catch(() => known.delete(key));
      return described;
    },
  };
}
