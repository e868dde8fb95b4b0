/** Commander's `error: …` and its suggestion on a line of their own, as one line like all others. */
export function oneLine(text: string): string {
  if (!text.startsWith("error: ")) return text;
  const [what, ...suggestion] = text.slice("error: ".length).trim().split("\n");
  return `relent: ${[what, ...suggestion.map((line) => line.replace(/^\(Did/, "(did"))].join(" ")}\n`;
}

let listening = false;

/**
 * Lets a reader that has seen enough (`| head`) end the process quietly, with the exit code so far; another failure to
 * print, such as a full disk, is said in one line and ends it with 2.
 */
export function quietOnClosedPipes(exitCode: () => number): void {
  codeSoFar = exitCode;
  if (listening) return;
  listening = true;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", ({ code, message }: NodeJS.ErrnoException) => {
      if (code === "EPIPE") process.exit(codeSoFar());
      if (stream === process.stdout) process.stderr.write(`relent: standard output: ${message}\n`);
      process.exit(2);
    });
  }
}

let codeSoFar = (): number => 0;
