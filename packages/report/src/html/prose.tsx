import type { ComponentChild, JSX } from "preact";

const NAME = /`([^`\n]+)`/u;

/** A sentence in which names between backticks are set as code, each isolated from the direction of its neighbours. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  const parts: ComponentChild[] = text.split(NAME).map((part, i) =>
    i % 2 === 1 ? (
      <code>
        <bdi>{part}</bdi>
      </code>
    ) : (
      part.replace(/(\d) %/g, "$1\u00a0%")
    ),
  );
  return <>{parts}</>;
}
