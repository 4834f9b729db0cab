import { contextBridge, ipcRenderer, webFrame } from "electron";
import { contract } from "../contract/methods";
import { keepGesturesPlain, withoutWaysOut } from "./page-walls";

function listen<T>(channel: string): (listener: (value: T) => void) => () => void {
  return (listener) => {
    const pass = (_event: unknown, value: T) => listener(value);
    ipcRenderer.on(channel, pass);
    return () => ipcRenderer.removeListener(channel, pass);
  };
}

const methods = Object.fromEntries(
  Object.keys(contract).map((method) => [method, (input: unknown) => ipcRenderer.invoke(method, input)]),
);

// Before any script of the page.
void webFrame.executeJavaScript(withoutWaysOut);
keepGesturesPlain();

/** One function per method and two listeners (`Wardkey`): no channel names and no event objects reach the page. */
if (location.href.split("#", 1)[0] === "app://wardkey/index.html") {
  contextBridge.exposeInMainWorld("wardkey", { ...methods, changed: listen("changed"), session: listen("session") });
}
