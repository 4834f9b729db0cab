import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

export type Start = {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Answers once a field can be typed into and its frame was drawn; epoch ms. Runs in the page. */
const whenFieldIsReady = `new Promise((resolve) => {
  const look = () => {
    if (!document.activeElement?.matches("input:enabled")) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
  };
  look();
})`;

/** Answers once the main process has: until then what is typed waits for it. */
const whenAnswered = "window.wardkey.getAppState({}).then(() => Date.now())";

/** Starts a program and gives the ms until its window has a field with the focus; then ends it. */
export const timeToFirstField = (start: Start) => atFirstField(start, async ({ ms }) => ms);

/** Starts Wardkey and gives the ms until its main process has answered the page's first question; then ends it. */
export const timeToFirstAnswer = (start: Start) => startedUntil(whenAnswered, start, async ({ ms }) => ms);

/** Starts a program, and ends it once `measure` has seen it with a field that can be typed into. */
export const atFirstField = <T>(start: Start, measure: (at: Moment) => Promise<T>) =>
  startedUntil(whenFieldIsReady, start, measure);

type Moment = { readonly ms: number; readonly pid: number };

async function startedUntil<T>(
  ready: string,
  { command, args, env }: Start,
  measure: (at: Moment) => Promise<T>,
): Promise<T> {
  const startedAt = Date.now();
  const child = spawn(command, [...args, "--remote-debugging-pipe"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const gone = once(child, "exit");
  const browser = talkTo(child);
  const readyAt = await readyIn(browser, browser.firstPage, ready);
  const measured = await measure({ ms: readyAt - startedAt, pid: child.pid ?? 0 });
  child.kill("SIGTERM");
  await gone;
  return measured;
}

type Browser = {
  readonly say: (method: string, params: object, session?: string) => Promise<Record<string, unknown>>;
  /** The session of the first window's page. */
  readonly firstPage: Promise<string>;
};

/** The Chrome DevTools Protocol over the pipe: messages of JSON, each ended by a zero byte. */
function talkTo(child: ChildProcess): Browser {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<
    number,
    { resolve: (value: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  let foundPage = (_session: string) => {};
  const firstPage = new Promise<string>((resolve) => {
    foundPage = resolve;
  });
  let last = 0;
  const say: Browser["say"] = (method, params, sessionId) => {
    last += 1;
    const id = last;
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  const hear = (message: {
    id?: number;
    method?: string;
    params?: never;
    result?: never;
    error?: { message: string };
  }) => {
    if (message.method === "Target.attachedToTarget") {
      const { targetInfo, sessionId } = message.params as unknown as {
        targetInfo: { type: string };
        sessionId: string;
      };
      if (targetInfo.type === "page") foundPage(sessionId);
    }
    const waiter = waiting.get(message.id ?? 0);
    waiting.delete(message.id ?? 0);
    if (message.error === undefined) waiter?.resolve(message.result ?? {});
    else waiter?.reject(new Error(message.error.message));
  };
  readMessages(output, hear);
  void say("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  return { say, firstPage };
}

function readMessages(output: Readable, hear: (message: never) => void): void {
  let rest = "";
  output.setEncoding("utf8").on("data", (chunk: string) => {
    const texts = (rest + chunk).split("\0");
    rest = texts.pop() ?? "";
    for (const text of texts) hear(JSON.parse(text) as never);
  });
}

/** The page that was there first may give way to the one that is loaded: then it is asked again. */
async function readyIn({ say }: Browser, firstPage: Promise<string>, expression: string): Promise<number> {
  const page = await firstPage;
  for (;;) {
    const question = { expression, awaitPromise: true, returnByValue: true };
    const answer = await say("Runtime.evaluate", question, page).catch(() => undefined);
    const value = (answer?.["result"] as { value?: number } | undefined)?.value;
    if (value !== undefined) return value;
  }
}
