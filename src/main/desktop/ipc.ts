import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";
import { contract, type Method } from "../../contract/methods";
import { type Refusal, type Result, refuse } from "../../contract/result";

/** A call of the window, with its answer. */
export type Call = (method: Method, input: unknown) => Promise<Result<unknown, Refusal>>;

/** The window's own address: never file://, so that nothing on the disk is reachable by a path. */
export const PAGE = "app://wardkey/index.html";

/** The page itself, at any of its places (`#/people`). Compared by the parser, never by how an address begins. */
export function isOurAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  url.hash = "";
  return url.href === PAGE;
}

/** True for a call from the top frame of our own window, at our own address (Electron security 17). */
export function isFromOurWindow(contents: WebContents, event: IpcMainInvokeEvent): boolean {
  const { sender, senderFrame } = event;
  return (
    sender === contents && senderFrame !== null && senderFrame === contents.mainFrame && isOurAddress(senderFrame.url)
  );
}

/** Listens for every method of the contract, and for nothing else, from our own window alone. */
export function listenForCalls(
  ipcMain: Pick<IpcMain, "handle">,
  contents: WebContents,
  bridge: () => Promise<Call>,
): void {
  for (const method of Object.keys(contract) as Method[]) {
    ipcMain.handle(method, async (event, input: unknown) =>
      isFromOurWindow(contents, event) ? (await bridge())(method, input) : refuse({ code: "not-allowed" }),
    );
  }
}
