import { test } from "@playwright/test";
import { type App, type Computer, createComputer, removeComputer, startApp } from "./app";

/**
 * The computers and opened apps of one test file. Tests of a file that follow each other on one opened app say so by
 * `test.describe.configure({ mode: "serial" })`: starting it anew for each sentence would take longer than all of them.
 */
export type Desk = {
  readonly computer: (from?: Computer, env?: Computer["env"]) => Computer;
  readonly open: (computer: Computer) => Promise<App>;
};

/** Whatever was opened is closed and removed at the end; where a test fails, its report gets a picture of each app. */
export function takeDesk(): Desk {
  const computers: Computer[] = [];
  const apps = new Set<App>();
  test.afterEach(async ({ browserName: _ }, info) => {
    if (info.status === info.expectedStatus) return;
    for (const { page } of apps) {
      const path = info.outputPath(`screen-${info.attachments.length}.png`);
      if (
        await page.screenshot({ path }).then(
          () => true,
          () => false,
        )
      ) {
        await info.attach("screen", { path, contentType: "image/png" });
      }
    }
  });
  test.afterAll(async () => {
    await Promise.all([...apps].map((app) => app.kill()));
    for (const computer of computers) removeComputer(computer);
  });
  return {
    computer: (from, env) => {
      const computer = createComputer(from, env);
      computers.push(computer);
      return computer;
    },
    open: async (computer) => {
      const app = await startApp(computer);
      apps.add(app);
      app.electron.once("close", () => apps.delete(app));
      return app;
    },
  };
}
