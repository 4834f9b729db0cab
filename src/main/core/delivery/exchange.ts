/** The part of fetch that gateways use; Electron's net.fetch and Node's fetch both fit. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type Reply =
  | { readonly kind: "answered"; readonly status: number; readonly text: string }
  | { readonly kind: "unreachable"; readonly why: string }
  | { readonly kind: "too-long"; readonly start: string }
  | { readonly kind: "timed-out" | "cancelled" | "redirected" };

export type Limits = { readonly timeoutMs: number; readonly maxBytes: number; readonly signal: AbortSignal };

/**
 * One request and its whole answer within `timeoutMs` and `maxBytes`. Never rejects, follows no redirect, and answers
 * in time even where the fetch it was given ignores its signal.
 */
export function exchange(fetch: Fetch, url: string, init: RequestInit, limits: Limits): Promise<Reply> {
  const stop = new AbortController();
  return new Promise((resolve) => {
    const end = (answer: Reply) => {
      clearTimeout(timer);
      limits.signal.removeEventListener("abort", cancel);
      resolve(answer);
      stop.abort();
    };
    const cancel = () => end({ kind: "cancelled" });
    const timer = setTimeout(() => end({ kind: "timed-out" }), limits.timeoutMs);
    if (limits.signal.aborted) return cancel();
    limits.signal.addEventListener("abort", cancel);
    ask(fetch, url, { ...init, signal: stop.signal }, limits.maxBytes).then(end, (error) => end(failure(error)));
  });
}

async function ask(fetch: Fetch, url: string, init: RequestInit, maxBytes: number): Promise<Reply> {
  const response = await fetch(url, { ...init, redirect: "error", credentials: "omit" });
  const { text, whole } = await readText(response, maxBytes);
  return whole ? { kind: "answered", status: response.status, text } : { kind: "too-long", start: text };
}

/** The body as text, or its beginning once it is longer than `maxBytes`; the rest is not fetched then. */
async function readText(response: Response, maxBytes: number): Promise<{ text: string; whole: boolean }> {
  if (response.body === null) return { text: "", whole: true };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    text += decoder.decode(part.value, { stream: true });
    if (bytes > maxBytes) return { text, whole: false };
  }
  return { text: text + decoder.decode(), whole: true };
}

/** Node says "fetch failed" and hides the reason in causes; Electron puts it into the message. */
function failure(error: unknown): Reply {
  const reasons: string[] = [];
  for (let at: unknown = error; at instanceof Error && reasons.length < 5; at = at.cause) reasons.push(reasonOf(at));
  if (reasons.some((reason) => /redirect/i.test(reason))) return { kind: "redirected" };
  return { kind: "unreachable", why: reasons.at(-1) ?? "" };
}

function reasonOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
