import { contextBridge, ipcRenderer } from "electron";
import { type Answer, contract, type Method } from "./contract";
import type { InputOf } from "./inputs";
import type { Stance } from "./words";

/** What the page gets: one function per method and two listeners; no channel names and no event objects. */
export type Wardkey = { readonly [M in Method]: (input: InputOf<M>) => Promise<Answer<M>> } & {
  /** Reads that main says have changed. Returns how to stop listening. */
  readonly changed: (listener: (reads: readonly Method[]) => void) => () => void;
  /** The stance has changed: signed in, locked, signed out. */
  readonly session: (listener: (stance: Stance) => void) => () => void;
};

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

contextBridge.exposeInMainWorld("wardkey", { ...methods, changed: listen("changed"), session: listen("session") });
