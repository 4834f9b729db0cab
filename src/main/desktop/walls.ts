import { app, type Session, session, type WebContents } from "electron";
import { isOurAddress, PAGE } from "./ipc";

/** Must run before the app is ready: Chromium reads these once. */
export function switchOff(): void {
  // A hint to look a name up goes out past the content security policy and past `webRequest`.
  app.commandLine.appendSwitch("blink-settings", "dnsPrefetchingEnabled=false,hyperlinkAuditingEnabled=false");
  for (const name of ["disable-background-networking", "disable-component-update", "disable-domain-reliability"]) {
    app.commandLine.appendSwitch(name);
  }
}

/** Every window and every page: no permission, no new window, no way to another address (Electron security 3 to 15). */
export function refusePermissions(): void {
  closeSession(session.defaultSession, app.isPackaged ? ["app:", "data:"] : ["app:", "data:", "devtools:"]);
  app.on("web-contents-created", (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.on("will-frame-navigate", (event) => {
      if (!isOurAddress(event.url) || !event.isMainFrame) event.preventDefault();
    });
    contents.on("will-redirect", (event) => event.preventDefault());
    // No page keeps its window open.
    contents.on("will-prevent-unload", (event) => event.preventDefault());
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  });
}

/** Nothing in a session comes from anywhere but by the schemes given, asks for anything, or becomes a file. */
export function closeSession(closed: Session, schemes: readonly string[]): void {
  closed.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  closed.setPermissionCheckHandler(() => false);
  closed.setDevicePermissionHandler(() => false);
  closed.on("will-download", (event) => event.preventDefault());
  neverSpell(closed);
  closed.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !schemes.includes(new URL(url).protocol) }));
}

/** Chromium's spelling is on in every session by itself, and fetches its dictionaries from the network. */
export function neverSpell(silent: Session): void {
  silent.setSpellCheckerEnabled(false);
  silent.setSpellCheckerLanguages([]);
}

/**
 * Chromium asks nobody before it shows `about:` addresses, or that a page failed: the window goes back to its page at
 * once, and the bridge answers nowhere else (ipc.ts).
 */
export function keepAtPage(contents: WebContents): void {
  const back = () => {
    if (!contents.isDestroyed() && !isOurAddress(contents.getURL())) void contents.loadURL(PAGE);
  };
  contents.on("did-navigate", back);
  contents.on("did-navigate-in-page", (_event, _url, isMainFrame) => isMainFrame && back());
  contents.on("did-fail-load", (_event, _code, _why, _url, isMainFrame) => isMainFrame && back());
}

/** `<input type="file">` opens no system dialog: only a debugger of the page may refuse it. */
export async function refuseFileChoosers(contents: WebContents): Promise<void> {
  contents.debugger.attach();
  await contents.debugger.sendCommand("Page.enable");
  await contents.debugger.sendCommand("Page.setInterceptFileChooserDialog", { enabled: true });
}
