import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { protocol } from "electron";
import { fileOf } from "./outside/served-files";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

const kinds: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/** Serves the built window from its folder, and nothing outside of it. */
export function serveWindow(folder: string): void {
  protocol.handle("app", (request) => answer(folder, request));
}

async function answer(folder: string, request: Request): Promise<Response> {
  const file = request.method === "GET" ? await fileOf(folder, request.url) : undefined;
  const kind = file === undefined ? undefined : kinds[extname(file)];
  if (file === undefined || kind === undefined) return new Response(null, { status: 404 });
  const headers = {
    "Content-Type": kind,
    "Content-Security-Policy": policy,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
  };
  return new Response(new Uint8Array(await readFile(file)), { headers });
}
