/** SHA-256 of the style sheet and of the script, in base64; a test computes them anew and says what they should be. */
export const STYLE_HASH: string = "oYjXq6g6e1Aw4yarsKCcdR3wGGMhUkemqdQ2idLCmIY=";
/** See `STYLE_HASH`. */
export const SCRIPT_HASH: string = "uuHs8+gzoiOFFOlAbGAK58OHuv96wzi68pnPKEc6hZQ=";

/** What the page may load: itself, and nothing over any network. */
export const POLICY: string = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  `script-src 'sha256-${SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
