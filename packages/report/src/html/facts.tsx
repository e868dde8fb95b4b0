import type { JSX } from "preact";
import type { Fact } from "../model.ts";
import type { Anchors } from "./anchors.ts";
import { CellView } from "./cell.tsx";

/** Labelled values, each with what it means where the lane says so. */
export function Facts({
  facts,
  anchors,
}: {
  readonly facts: readonly Fact[];
  readonly anchors: Anchors;
}): JSX.Element | null {
  if (facts.length === 0) return null;
  return (
    <dl>
      {facts.map(({ label, value, description }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <CellView cell={value} anchors={anchors} unit />
            {description === undefined ? null : <small>{description}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
