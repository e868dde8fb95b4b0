import { GROUPS } from "./cluster-groups.ts";

/** Sums by group of clusters and cell, `fields` numbers a cell; a group takes room when it first comes. */
export interface GroupTables {
  /** The sums of a group, `fields` a cell, cell after cell. */
  of(group: number): Float64Array;
  /** The occupied cells of each group, as lists of equal length; a group whose sums are all 0 stands with its first cell. */
  lists(): { readonly group: number[]; readonly cell: number[]; readonly sums: number[][] };
  /** Adds such lists. */
  merge(group: readonly number[], cell: readonly number[], sums: readonly (readonly number[])[]): void;
}

export function groupTables(cells: number, fields: number): GroupTables {
  const tables: (Float64Array | undefined)[] = [];
  const of = (group: number): Float64Array => {
    tables[group] ??= new Float64Array(cells * fields);
    return tables[group];
  };
  return {
    of,
    lists() {
      const [group, cell]: [number[], number[]] = [[], []];
      const sums: number[][] = Array.from({ length: fields }, () => []);
      for (let g = 0; g < GROUPS; g++) {
        const table = tables[g];
        if (table === undefined) continue;
        const put = (at: number): void => {
          group.push(g);
          cell.push(at / fields);
          sums.forEach((list, field) => {
            list.push(table[at + field]!);
          });
        };
        const before = group.length;
        for (let at = 0; at < table.length; at += fields) {
          let occupied = false;
          for (let field = 0; field < fields; field++) occupied ||= table[at + field] !== 0;
          if (occupied) put(at);
        }
        if (group.length === before) put(0);
      }
      return { group, cell, sums };
    },
    merge(group, cell, sums) {
      group.forEach((g, i) => {
        const table = of(g);
        const at = cell[i]! * fields;
        sums.forEach((list, field) => {
          table[at + field]! += list[i]!;
        });
      });
    },
  };
}
