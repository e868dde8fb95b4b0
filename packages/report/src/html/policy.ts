/** SHA-256 of the style sheet and of the script, in base64; a test computes them anew and says what they should be. */
export const STYLE_HASH: string = "cFlY3aks+uNg6En0BZ+aw9ZyBzR6E85esng0uerie8k=";
/** See `STYLE_HASH`. */
export const SCRIPT_HASH: string = "RpK7RSiUhNqIlurjDF4h6Xq6eRF58ow6WJsMitT2Nso=";

/** What the page may load: itself, and nothing over any network. */
export const POLICY: string = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  `script-src 'sha256-${SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
