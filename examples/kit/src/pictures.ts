/** Grey pictures in a grid, `columns` a row, as an SVG document: 0 is white, 1 black, values between are kept to 1/15. */
export function picturesSvg(pixels: ArrayLike<number>, size: number, columns: number, title: string): string {
  const area = size * size;
  const n = pixels.length / area;
  const step = size + 1;
  const dots = Array.from({ length: 16 }, () => "");
  for (let i = 0; i < n; i++) {
    const left = (i % columns) * step;
    const top = Math.floor(i / columns) * step;
    for (let k = 0; k < area; k++) {
      const grey = Math.round(15 * Math.min(1, Math.max(0, pixels[i * area + k]!)));
      dots[grey] += `M${left + (k % size)} ${top + Math.floor(k / size)}h1v1h-1z`;
    }
  }
  const paths = dots.map((path, grey) => {
    const ink = (15 - grey).toString(16).repeat(3);
    return path === "" ? "" : `<path fill="#${ink}" d="${path}"/>`;
  });
  const [width, height] = [columns * step - 1, Math.ceil(n / columns) * step - 1];
  const label = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${4 * width}" shape-rendering="crispEdges" role="img" aria-label="${label}"><rect width="${width}" height="${height}" fill="#888"/>${paths.join("")}</svg>\n`;
}
