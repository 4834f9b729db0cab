import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { lookForBarriers } from "../support/barriers";
import { takeDesk } from "../support/desk";
import { call, manager, PASSPHRASE, PRACTICE, setUpAppQuickly } from "../support/sample-clinic";
import { press } from "../support/screens";

const desk = takeDesk();

test("the recovery kit is one page of either size, with its number and what backups are signed with", async () => {
  const app = await desk.open(desk.computer());
  const { page } = app;
  const { name, email, cellPhone, accountType, password } = manager;
  await call(page, "createPractice", {
    ...PRACTICE,
    practiceName: "The Harbor Street and Old Mill Family Medicine, Pediatrics and Women’s Health Associates",
    passphrase: PASSPHRASE,
    oldPracticeName: null,
    manager: { name, email, cellPhone, accountType, password },
  });
  await call(page, "chooseTextTokenLifetime", { minutes: 10 });
  await setUpAppQuickly(page);
  await press(page, "Make the recovery kit");
  await expect(page.getByText(/Never keep the kit and a backup together\./)).toBeVisible();
  const said = await page.getByText(/^This is kit no\. 1\./).textContent();
  const [fingerprint = "none"] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(said ?? "") ?? [];
  await lookForBarriers(app)("the recovery kit");
  for (const size of ["Letter", "A4"] as const) {
    const file = join(app.computer.root, `kit-${size}.pdf`);
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, file);
    await call(page, "savePaper", { paper: "recovery-kit", size });
    expect(execFileSync("pdfinfo", [file], { encoding: "utf8" })).toMatch(/Pages:\s+1\b/);
    const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
    expect(text).toMatch(/Kit no\.\s+1\b/);
    expect(text).toContain(fingerprint);
    expect(text).toContain("Never keep this sheet and a backup");
  }
});
