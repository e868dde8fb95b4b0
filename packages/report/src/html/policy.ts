/** SHA-256 of the style sheet and of the script, in base64; a test computes them anew and says what they should be. */
export const STYLE_HASH: string = "rkow3jgrbdzaD5z+MZ9MsBBh00d6EZO8vYklxheGojs=";
/** See `STYLE_HASH`. */
export const SCRIPT_HASH: string = "0KAlq5kYhSZxWqxFmwk34zoCAu4vrlbdEy6bvqHjGrA=";

/** What the page may load: itself, and nothing over any network. */
export const POLICY: string = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  `script-src 'sha256-${SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
