import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";

/** The file behind an address; undefined for other hosts, strange paths and whatever lies outside, links followed. */
export async function fileOf(folder: string, address: string): Promise<string | undefined> {
  const url = new URL(address);
  if (url.protocol !== "app:" || url.host !== "wardkey") return undefined;
  const path = url.pathname === "/" ? "/index.html" : url.pathname;
  if (!/^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(path)) return undefined;
  const [root, file] = await Promise.all([realpath(folder), realpath(join(folder, path)).catch(() => undefined)]);
  if (file === undefined) return undefined;
  const inside = relative(root, file);
  return inside.startsWith(`..${sep}`) || isAbsolute(inside) ? undefined : file;
}
