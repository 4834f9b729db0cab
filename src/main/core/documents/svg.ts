/** An SVG picture as an address that papers and windows may load (CSP `img-src data:`). */
export function svgDataUri(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
