import type { ComponentChildren, JSX } from "preact";
import type { Table } from "../model.ts";
import { Numbers } from "./numbers.tsx";

interface FigureProps {
  readonly title: string;
  /** What a person who does not see the drawing should know of it. */
  readonly label: string;
  readonly legend?: ComponentChildren;
  readonly kind: string;
  readonly numbers: Table;
  readonly children: ComponentChildren;
}

/** A drawing with its title, its label, and a folded table of the same numbers. */
export function Figure({ title, label, legend, kind, numbers, children }: FigureProps): JSX.Element {
  return (
    <figure>
      <figcaption>
        <span dir="auto">{title}</span>
        {legend}
      </figcaption>
      <div class={kind} role="img" aria-label={label}>
        {children}
      </div>
      <details class="n">
        <summary>Numbers</summary>
        <Numbers table={numbers} />
      </details>
    </figure>
  );
}
