import type { App } from "./app";

/** Runs a function in the page's own world as its scripts would, after a click where wanted; what it gives back is JSON. */
export function inPage<T>({ electron }: App, attempt: () => T, clicked = true): Promise<Awaited<T>> {
  return electron.evaluate(
    ({ BrowserWindow }, [code, gesture]) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code, gesture),
    [`(${attempt})()`, clicked] as const,
  ) as Promise<Awaited<T>>;
}
