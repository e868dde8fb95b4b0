/** Says on one line of stderr how far a piece of work is: in place on a terminal, a line for every tenth elsewhere. */
export function progress(
  what: string,
  steps: number,
  stream: NodeJS.WriteStream = process.stderr,
): (step: number, note: string) => void {
  let tenth = -1;
  return (step: number, note: string): void => {
    const share = (step + 1) / steps;
    const line = `${what}: ${Math.round(100 * share)} %  ${note}`;
    if (stream.isTTY) {
      stream.write(`\r\x1b[2K${line}${share >= 1 ? "\n" : ""}`);
    } else if (Math.floor(10 * share) > tenth) {
      tenth = Math.floor(10 * share);
      stream.write(`${line}\n`);
    }
  };
}
