/** Shows nothing for work shorter than this. */
const PATIENCE_MS = 400;

/** One line on stderr that says what is going on, only on a terminal and only for work that takes a while. */
export interface Progress {
  phase(text: string): void;
  fraction(done: number): void;
  end(): void;
}

const SILENT: Progress = { phase: () => undefined, fraction: () => undefined, end: () => undefined };

/** The progress line of a command; silent off a terminal or with `quiet`. */
export function progress(quiet: boolean, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (quiet || !stream.isTTY) return SILENT;
  const started = Date.now();
  let text = "";
  let shown = false;
  const draw = (extra: string): void => {
    if (Date.now() - started < PATIENCE_MS) return;
    const line = `${text}${extra}`.slice(0, Math.max(20, (stream.columns ?? 80) - 1));
    stream.write(`\r\x1b[2K${line}`);
    shown = true;
  };
  return {
    phase(next) {
      text = next;
      draw("");
    },
    fraction: (done) => draw(` ${Math.round(100 * done)} %`),
    end() {
      if (shown) stream.write("\r\x1b[2K");
    },
  };
}
