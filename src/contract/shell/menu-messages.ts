/** The native menu's words; what has a role is worded by the system. */
export const menuWords = {
  file: "&File",
  edit: "&Edit",
  view: "&View",
  window: "&Window",
  help: "&Help",
  lock: "&Lock",
  openLogs: "Open &logs",
  about: "&About Wardkey",
  versions: (electron: string, chromium: string, node: string) =>
    `Electron ${electron}, Chromium ${chromium}, Node ${node}`,
};
