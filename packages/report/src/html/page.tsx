import type { JSX } from "preact";
import type { Report, Section } from "../model.ts";
import { anchorsOf } from "./anchors.ts";
import { ChartView } from "./chart.tsx";
import { Facts } from "./facts.tsx";
import { Prose } from "./prose.tsx";
import { SectionView } from "./section.tsx";
import { TableView } from "./table.tsx";

const MOST_DRAWN = 300;

const words = (report: Report): string[] => [...new Set(report.sections.map(({ verdict }) => verdict.text))];

function Tools({ report }: { readonly report: Report }): JSX.Element {
  const judged = report.overview.rows.some((row) => row.some(({ kind }) => kind === "verdict"));
  return (
    <div class="tools">
      <input type="search" id="q" placeholder="Filter by name" aria-label="Filter by name" />
      <select id="w" aria-label="Filter by verdict" hidden={!judged}>
        <option value="">every verdict</option>
        {words(report).map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
      <button type="button" id="x" hidden={report.sections.length === 0}>
        Open all
      </button>
    </div>
  );
}

function Meanings({ report }: { readonly report: Report }): JSX.Element | null {
  const said = report.overview.columns.filter(
    ({ label, description }) => label !== "" && description !== undefined,
  );
  if (said.length === 0) return null;
  return (
    <details class="n">
      <summary>What the columns say</summary>
      <dl class="terms">
        {said.map(({ label, description }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Sections whose drawings a long report does without, so that 1,000 columns stay within 5 MB. */
function undrawn({ sections }: Report): Section[] {
  if (sections.length <= MOST_DRAWN) return [];
  return sections.filter(
    ({ verdict, charts }) => (verdict.tone === "calm" || verdict.tone === "muted") && charts.length > 0,
  );
}

/** Everything between the page's opening and its closing tags, in order of importance. */
export function Page({ report }: { readonly report: Report }): JSX.Element {
  const anchors = anchorsOf(report);
  const [first, ...others] = report.charts;
  const { overview } = report;
  const quiet = undrawn(report);
  return (
    <>
      <header>
        <p class="name">
          <b>relent</b> <span dir="auto">{report.title}</span>
          <button type="button" id="t" class="tools" aria-label="Switch between light and dark">
            ◐
          </button>
        </p>
        <div class="hero">
          <div class="lead">
            <h1 class={report.tone}>
              <Prose text={report.sentence} />
            </h1>
            <Facts facts={report.facts} anchors={anchors} />
          </div>
          {first === undefined ? null : <ChartView chart={first} />}
        </div>
      </header>
      <main>
        {overview.rows.length === 0 ? null : (
          <section id="overview">
            <div class="head">
              <h2>
                Overview{" "}
                <small>
                  {overview.rows.length}{" "}
                  {(overview.noun ?? ["row", "rows"])[overview.rows.length === 1 ? 0 : 1]}
                </small>
              </h2>
              <Tools report={report} />
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section class="scroll" aria-label={overview.caption} tabIndex={0}>
              <TableView table={overview} anchors={anchors} sortable />
            </section>
            <Meanings report={report} />
          </section>
        )}
        {report.warnings.length === 0 ? null : (
          <section class="beware">
            <h2>Beware</h2>
            <ul>
              {report.warnings.map((warning) => (
                <li key={warning}>
                  <Prose text={warning} />
                </li>
              ))}
            </ul>
          </section>
        )}
        {others.length === 0 ? null : (
          <section class="more">
            {others.map((chart) => (
              <ChartView chart={chart} key={chart.title} />
            ))}
          </section>
        )}
        {report.sections.length === 0 ? null : (
          <section id="details">
            <h2>In detail</h2>
            {quiet.length === 0 ? null : (
              <p class="note">
                The drawings of {quiet.length} sections that ask for nothing are left out to keep this file
                small; their numbers are in the data it carries.
              </p>
            )}
            {report.sections.map((section) => (
              <SectionView
                section={section}
                anchors={anchors}
                drawn={!quiet.includes(section)}
                wanted={report.sections.length === 1 || report.asked?.includes(section.id) === true}
                key={section.id}
              />
            ))}
          </section>
        )}
      </main>
      <footer>
        {report.method.map((line) => (
          <p key={line}>
            <Prose text={line} />
          </p>
        ))}
      </footer>
    </>
  );
}
