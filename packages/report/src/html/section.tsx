import type { JSX } from "preact";
import type { Section } from "../model.ts";
import type { Anchors } from "./anchors.ts";
import { CellView, Verdict } from "./cell.tsx";
import { ChartView } from "./chart.tsx";
import { Facts } from "./facts.tsx";
import { Prose } from "./prose.tsx";
import { TableView } from "./table.tsx";

interface SectionProps {
  readonly section: Section;
  readonly anchors: Anchors;
  readonly drawn: boolean;
  /** Whether it was asked for, or is the only one. */
  readonly wanted: boolean;
}

/** One subject; what needs attention, was asked for or stands alone is open, the rest folded to its heading, verdict and figure. */
export function SectionView({ section, anchors, drawn, wanted }: SectionProps): JSX.Element {
  const { heading, verdict, sentence, facts, charts, tables, notes } = section;
  const [figure] = facts;
  const open = wanted || verdict.tone === "alarm" || verdict.tone === "unsure";
  return (
    <details class="s" id={anchors.get(section.id)} open={open}>
      <summary>
        <h3 dir="auto">{heading}</h3>
        <Verdict {...verdict} />
        {figure === undefined ? null : (
          <span class="f">
            <CellView cell={figure.value} anchors={anchors} unit />
          </span>
        )}
      </summary>
      <div class="body">
        <div class="say">
          <p>
            <Prose text={sentence} />
          </p>
          <Facts facts={facts.slice(1)} anchors={anchors} />
          {notes.map((note) => (
            <p class="note" key={note}>
              <Prose text={note} />
            </p>
          ))}
        </div>
        {charts.length === 0 || !drawn ? null : (
          <div class="see">
            {charts.map((chart) => (
              <ChartView chart={chart} key={chart.title} />
            ))}
          </div>
        )}
      </div>
      {tables.map((table) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="scroll" aria-label={table.caption} tabIndex={0} key={table.caption}>
          <TableView table={table} anchors={anchors} />
        </section>
      ))}
    </details>
  );
}
