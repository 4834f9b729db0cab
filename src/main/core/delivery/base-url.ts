/** Hosts that plain http may reach; the settings form allows no others (contract/inputs.ts). */
const THIS_COMPUTER = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The base URL of a gateway without a trailing slash, or undefined where it may not be used: credentials and tokens
 * travel over https, over http to this computer alone, and nothing but a host and a path belongs into it.
 */
export function readBaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const safe = url.protocol === "https:" || (url.protocol === "http:" && THIS_COMPUTER.includes(url.hostname));
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!safe || !plain) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, "");
}
