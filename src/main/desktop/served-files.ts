import { existsSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/** The file behind an address; undefined for other hosts, strange paths and whatever lies outside, links followed. */
export function fileOf(folder: string, address: string): string | undefined {
  const url = new URL(address);
  if (url.protocol !== "app:" || url.host !== "wardkey") return undefined;
  const path = url.pathname === "/" ? "/index.html" : url.pathname;
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path)) return undefined;
  const asked = join(folder, path);
  if (!existsSync(asked)) return undefined;
  const file = realpathSync(asked);
  const inside = relative(realpathSync(folder), file);
  return inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : file;
}
