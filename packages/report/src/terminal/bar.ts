const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/**
 * Draws a share of `max` in eighths of a character; what is above zero is never invisible, infinity fills the bar, and what is
 * below zero is drawn in another pattern.
 *
 * @example
 * ```ts
 * drawBar(0.3, 1, 5, false) // "█▌"
 * drawBar(-0.3, 1, 10, false) // "░░░"
 * ```
 */
export function drawBar(value: number, max: number, width: number, ascii: boolean): string {
  const size = Math.abs(value);
  if (size === 0 || !(max > 0)) return "";
  const share = size >= max ? 1 : size / max;
  const whole = Math.max(1, Math.round(share * width));
  if (ascii) return (value < 0 ? "-" : "#").repeat(whole);
  if (value < 0) return "░".repeat(whole);
  const eighths = Math.max(1, Math.round(share * width * 8));
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}
