import styles from "./qr-plate.module.css";

export interface QrPlateProps {
  /** What the code is for; read out instead of it. */
  label: string;
  /** Rows of modules, true is dark, WITHOUT a margin: the plate adds the four modules that readers need. */
  modules?: readonly (readonly boolean[])[] | undefined;
  /** Instead of modules: a data:image/svg+xml address that brings its own four-module margin. */
  src?: string | undefined;
  /** Edge in px, at least 200. */
  size?: number | undefined;
}

const MARGIN = 4;

/** Black on white in every theme, in print and in forced colors: phones read nothing else reliably. */
export function QrPlate({ label, modules, src, size = 224 }: QrPlateProps) {
  const edge = Math.max(200, size);
  if (modules === undefined) return <img className={styles.plate} src={src} alt={label} width={edge} height={edge} />;
  const count = modules.length + 2 * MARGIN;
  return (
    <svg
      className={styles.plate}
      width={edge}
      height={edge}
      viewBox={`0 0 ${count} ${count}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={count} height={count} fill="#fff" />
      <path d={drawModules(modules)} fill="#000" />
    </svg>
  );
}

/** One rectangle per run of dark modules in a row. */
function drawModules(modules: readonly (readonly boolean[])[]): string {
  return modules.map((row, y) => drawRow(row, y)).join("");
}

function drawRow(row: readonly boolean[], y: number): string {
  let path = "";
  for (let start = 0; start < row.length; start++) {
    if (!row[start]) continue;
    let end = start;
    while (row[end]) end++;
    path += `M${start + MARGIN} ${y + MARGIN}h${end - start}v1h${start - end}z`;
    start = end;
  }
  return path;
}
