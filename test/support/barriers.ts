import { expect } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";
import { type App, resize, type Size, settle, shine, smallest, usual } from "./app";
import type { At } from "./story";

const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Every screen is looked at as the smallest window shows it and as a usual one does, by day and by night. */
const views: readonly { readonly size: Size; readonly theme: "light" | "dark" }[] = [
  { size: usual, theme: "light" },
  { size: usual, theme: "dark" },
  { size: smallest, theme: "dark" },
  { size: smallest, theme: "light" },
];

/** Looks for barriers on every screen that a story comes to. */
export function lookForBarriers(app: App): At {
  return async (screen) => {
    for (const { size, theme } of views) {
      await resize(app, size);
      await shine(app, theme);
      await holdToasts(app);
      await settle(app);
      const found = await barriersOn(app);
      expect.soft(found, `${screen}, ${theme}, ${size.width}×${size.height}`).toEqual([]);
    }
    await app.page.mouse.move(0, 0);
    await resize(app, usual);
    await shine(app, "light");
  };
}

/**
 * What axe-core has against the page as it stands, with the elements concerned. The page keeps it from screen to screen: to
 * read it again for every look would take longer than the looking, and so would the selectors of all that is well.
 */
async function barriersOn({ page }: App): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (values) => {
    const inPage = (window as unknown as { axe: typeof axe }).axe;
    const options: RunOptions = {
      runOnly: { type: "tag", values },
      resultTypes: ["violations"],
      selectors: false,
    };
    const { violations } = await inPage.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  }, tags);
}

/** A toast that went while it is looked at would be seen half faded: under the pointer it stays. */
async function holdToasts({ page }: App): Promise<void> {
  const toast = page.getByRole("region", { name: "Notifications" }).getByRole("dialog").first();
  const box = (await toast.isVisible()) ? await toast.boundingBox() : null;
  if (box !== null) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}
