import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions, shell } from "electron";
import { menuWords as words } from "../../contract/shell/menu-messages";

/** The native menu: roles of the system, and what every screen can do. */
export function setMenu(
  window: BrowserWindow,
  actions: { readonly lock: () => void; readonly logFolder: string },
): void {
  const mac: MenuItemConstructorOptions[] = process.platform === "darwin" ? [{ role: "appMenu" }] : [];
  const developer: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: "toggleDevTools" }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: words.file,
        submenu: [
          { label: words.lock, accelerator: "CommandOrControl+L", click: actions.lock },
          { type: "separator" },
          process.platform === "darwin" ? { role: "close" } : { role: "quit" },
        ],
      },
      { label: words.edit, role: "editMenu" },
      {
        label: words.view,
        submenu: [
          { role: "resetZoom" },
          { role: "zoomIn" },
          { role: "zoomOut" },
          { type: "separator" },
          { role: "togglefullscreen" },
          ...developer,
        ],
      },
      { label: words.window, role: "windowMenu" },
      {
        label: words.help,
        role: "help",
        submenu: [
          { label: words.openLogs, click: () => void shell.openPath(actions.logFolder) },
          { label: words.about, click: () => app.showAboutPanel() },
        ],
      },
    ]),
  );
  app.setAboutPanelOptions({
    applicationName: "Wardkey",
    applicationVersion: app.getVersion(),
    copyright: words.versions(process.versions.electron ?? "", process.versions["chrome"] ?? "", process.versions.node),
  });
  window.setMenuBarVisibility(true);
}
