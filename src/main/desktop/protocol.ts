import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { type ProtocolRequest, type ProtocolResponse, protocol } from "electron";
import { fileOf } from "./served-files";

/**
 * `sandbox` takes the page's origin away: without one Chromium gives it no storage of any kind, no workers, no pickers
 * and no way into a frame, and the words that are missing after it are downloads, popups, dialogs and the pointer.
 */
const policy = [
  "sandbox allow-scripts allow-forms",
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

/** What is not there answers with them too: an empty page would else be one without walls. */
const walls = {
  "Content-Security-Policy": policy,
  "X-Content-Type-Options": "nosniff",
  // Of no origin, the page asks for its own modules and fonts as a stranger would.
  "Access-Control-Allow-Origin": "null",
  "Referrer-Policy": "no-referrer",
};

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
    { scheme: "app", privileges: { standard: true, secure: true, codeCache: true, corsEnabled: true } },
  ]);
}

/**
 * Serves the built window from its folder, and nothing outside of it. Electron deprecates this in favor of
 * `protocol.handle`, which makes of every file a stream that the main process must pump, and first loads all of fetch
 * for it (30 ms): a fifth of the time to the first field.
 */
export function serveWindow(folder: string): void {
  protocol.registerBufferProtocol("app", (request, done) => done(answer(folder, request)));
}

function answer(folder: string, { method, url }: ProtocolRequest): ProtocolResponse {
  const file = method === "GET" ? fileOf(folder, url) : undefined;
  const kind = file === undefined ? undefined : kinds[extname(file)];
  if (file === undefined || kind === undefined) return { statusCode: 404, data: Buffer.alloc(0), headers: walls };
  return { data: readFileSync(file), headers: { ...walls, "Content-Type": kind } };
}
