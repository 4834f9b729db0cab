import type { App } from "./app";

/** What went over the bridge: a call and its answer, or what main pushed. Both as JSON. */
export type Heard = { readonly method: string; readonly request: string; readonly reply: string };

type Handler = (event: unknown, input: unknown) => unknown;

/** Listens between main and the bridge from now on; returns a way to read what was heard. */
export async function tapBridge({ electron }: App): Promise<() => Promise<readonly Heard[]>> {
  await electron.evaluate(({ ipcMain, BrowserWindow }) => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    const note = (method: string, request: unknown, reply: unknown) =>
      heard.push({ method, request: JSON.stringify(request) ?? "", reply: JSON.stringify(reply) ?? "" });
    // Electron has no public way to listen in; its handlers lie here in every version that this app runs on.
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [method, handler] of [...handlers]) {
      handlers.set(method, async (event, input) => {
        const reply = await handler(event, input);
        note(method, input, reply);
        return reply;
      });
    }
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error("no window to listen to");
    const send = contents.send.bind(contents);
    contents.send = (channel, ...values) => {
      note(channel, null, values);
      send(channel, ...values);
    };
  });
  return () => electron.evaluate(() => (globalThis as unknown as { heard: Heard[] }).heard);
}
