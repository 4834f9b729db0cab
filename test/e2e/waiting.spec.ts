import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { Method } from "../../src/contract/methods";
import type { App, Computer } from "../support/app";
import { takeDesk } from "../support/desk";
import type { Phone } from "../support/phone";
import { addQuickly, ask, call, manager, personNamed, setUpPracticeQuickly } from "../support/sample-clinic";
import { type SettableClock, takeClock } from "../support/set-clock";
import { validInputs } from "../support/valid-inputs";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let computer: Computer;
let app: App;
let page: Page;
let clock: SettableClock;
let phone: Phone;

test.beforeAll(async () => {
  clock = takeClock(desk.computer());
  ({ computer } = clock);
  app = await desk.open(computer);
  page = app.page;
});

/** From now on the system's dialogs stand until they are answered. */
async function holdDialogs(): Promise<void> {
  await app.electron.evaluate(({ dialog }) => {
    const unanswered: ((answer: unknown) => void)[] = [];
    Object.assign(globalThis, { unanswered });
    const stand = () => new Promise((resolve) => unanswered.push(resolve));
    Object.assign(dialog, { showSaveDialog: stand, showOpenDialog: stand });
  });
}

type Held = { readonly unanswered: ((answer: unknown) => void)[] };

type Slow = { readonly slow: { begun: number; readonly loadURL: Electron.BrowserWindow["loadURL"] } };

const unanswered = () => app.electron.evaluate(() => (globalThis as unknown as Held).unanswered.length);

/** Answers all that stand; null cancels them. */
const answerAll = (path: string | null) =>
  app.electron.evaluate((_electron, file) => {
    const answer = { canceled: file === null, filePath: file ?? "", filePaths: file === null ? [] : [file] };
    for (const resolve of (globalThis as unknown as Held).unanswered.splice(0)) resolve(answer);
  }, path);

async function signInWith(code: string): Promise<void> {
  const { email, password } = manager;
  await call(page, "signIn", { email, password });
  await call(page, "useRecoveryCode", { code });
}

const onClipboard = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());

function incidents(): readonly string[] {
  const log = join(computer.data, "logs/wardkey.log");
  return existsSync(log) ? (readFileSync(log, "utf8").match(/incident \w+ in \w+/g) ?? []) : [];
}

test("before there is a vault no method breaks: each is answered or refused, and the log stays empty", async () => {
  await holdDialogs();
  const answered: string[] = [];
  for (const method of Object.keys(validInputs) as Method[]) {
    // A dialog waits for a person.
    if (method === "createPractice" || method === "chooseVaultFile" || method === "chooseBackup") continue;
    const answer = await ask(page, method, validInputs[method] as never);
    if (!answer.ok && answer.refusal.code === "incident") answered.push(method);
  }
  expect(answered).toEqual([]);
  expect(incidents()).toEqual([]);
});

test("forty dialogs asked for at once are one, and the others are refused in words", async () => {
  type Asking = { answered: number; wardkey: { chooseVaultFile: (input: object) => Promise<unknown> } };
  const replies = page.evaluate(() => {
    const asking = window as unknown as Asking;
    asking.answered = 0;
    const ask = () => asking.wardkey.chooseVaultFile({}).finally(() => asking.answered++);
    return Promise.all(Array.from({ length: 40 }, ask));
  });
  // All have arrived by then: one that comes after the answer opens a dialog of its own.
  await expect.poll(() => page.evaluate(() => (window as unknown as Asking).answered)).toBe(39);
  expect(await unanswered()).toBe(1);
  await answerAll(null);
  const refused = { ok: false, refusal: { code: "not-now", because: "dialog-open" } };
  expect(await replies).toEqual([{ ok: true, value: null }, ...Array.from({ length: 39 }, () => refused)]);
  // Once it is closed the next one opens.
  const next = ask(page, "chooseVaultFile", {});
  await expect.poll(unanswered).toBe(1);
  await answerAll(null);
  expect(await next).toEqual({ ok: true, value: null });
});

test("a practice with somebody to make sheets for", async () => {
  phone = (await setUpPracticeQuickly(page)).phone.timedBy(clock);
  await addQuickly(page, personNamed("Ana Castillo"));
  await page.reload();
});

const everything = { person: null, group: null, from: null, to: null };
const nobodyElse = { person: null, group: null, from: 0, to: 1 };
const period = { fromOn: "2026-01-01", toOn: "2026-12-31", accountType: null, role: null };

const exports = {
  exportEntries: { ...nobodyElse, format: "csv", reason: "For the insurer" },
  exportReport: { report: "coverage", ...period, to: "csv", size: "A4" },
  makeEvidencePack: { ...period, to: "pdf", size: "A4" },
  makeEmergencyHalf: { half: "first", endsOn: "2027-06-30", to: "pdf", size: "A4" },
  exportPeople: validInputs.exportPeople,
  makeEnrollmentSheets: {
    ...validInputs.makeEnrollmentSheets,
    ...{ selection: { filter: validInputs.exportPeople.filter, except: [] }, count: 2 },
  },
} as const;

for (const [method, input] of Object.entries(exports)) {
  test(`${method}: the dialog is answered after the lock, and nothing is written, recorded or broken`, async () => {
    const place = join(computer.root, `${method}.out`);
    const proof = { password: manager.password, token: await phone.nextCode() };
    const before = (await call(page, "listEntries", { ...everything, before: null, limit: 1 })).total;
    const answer = ask(page, method as "exportEntries", { ...input, proof } as never);
    await expect.poll(unanswered).toBe(1);
    await call(page, "lock", {});
    await answerAll(place);
    expect(await answer).toEqual({ ok: false, refusal: { code: "not-now", because: "session-over" } });
    expect(existsSync(place)).toBe(false);
    await call(page, "unlock", { password: manager.password });
    // The proof, the lock and the unlock.
    const after = (await call(page, "listEntries", { ...everything, before: null, limit: 1 })).total;
    expect(after - before).toBe(3);
    expect(incidents()).toEqual([]);
  });
}

test("a list of people that is chosen after the lock is not taken in, and one that is chosen before is", async () => {
  const file = join(computer.root, "staff.csv");
  writeFileSync(file, "Name,Email\nBen Okafor,ben@northside.example\n");
  const choosing = ask(page, "chooseImportFile", {});
  await expect.poll(unanswered).toBe(1);
  await call(page, "lock", {});
  await answerAll(file);
  expect(await choosing).toEqual({ ok: false, refusal: { code: "not-now", because: "session-over" } });
  await call(page, "unlock", { password: manager.password });
  const again = ask(page, "chooseImportFile", {});
  await expect.poll(unanswered).toBe(1);
  await answerAll(file);
  expect(await again).toMatchObject({ ok: true, value: { file: "staff.csv", rows: 1 } });
  const saving = ask(page, "saveImportProblems", {});
  expect(await saving).toMatchObject({ ok: false, refusal: { code: "not-now" } });
  expect(incidents()).toEqual([]);
});

for (const to of ["pdf", "printer"] as const) {
  test(`half of the emergency codes that is drawn while the screen is locked goes to no ${to}, and is void`, async () => {
    const place = join(computer.root, "half.out");
    const proof = { password: manager.password, token: await phone.nextCode() };
    await app.electron.evaluate(({ BrowserWindow }) => {
      const shown = BrowserWindow.getAllWindows()[0];
      if (shown === undefined) throw new Error("there is a window");
      shown.webContents.getPrintersAsync = async () => [{ name: "Desk" } as Electron.PrinterInfo];
      const { loadURL } = BrowserWindow.prototype;
      Object.assign(globalThis, { slow: { begun: 0, loadURL } });
      // A paper that takes long: it is never there.
      BrowserWindow.prototype.loadURL = () => {
        (globalThis as unknown as Slow).slow.begun += 1;
        return new Promise(() => {});
      };
    });
    const answer = ask(page, "makeEmergencyHalf", { half: "first", endsOn: "2027-06-30", to, size: "A4", proof });
    if (to === "pdf") {
      await expect.poll(unanswered).toBe(1);
      await answerAll(place);
    }
    await expect.poll(() => app.electron.evaluate(() => (globalThis as unknown as Slow).slow.begun)).toBe(1);
    await call(page, "lock", {});
    expect(await answer).toEqual({ ok: false, refusal: { code: "paper-trouble", trouble: "codes-void" } });
    expect(existsSync(place)).toBe(false);
    const windows = await app.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.prototype.loadURL = (globalThis as unknown as Slow).slow.loadURL;
      return BrowserWindow.getAllWindows().length;
    });
    expect(windows).toBe(1);
    await call(page, "unlock", { password: manager.password });
    expect(await call(page, "getEmergencyCodes", {})).toBeNull();
    expect(incidents()).toEqual([]);
  });
}

test("recovery codes are not saved after the lock, nor for whoever signs in next", async () => {
  for (const end of ["lock", "signOut"] as const) {
    await call(page, "stepUp", { password: manager.password });
    const { codes } = await call(page, "makeRecoveryCodes", {});
    const place = join(computer.root, `codes-${end}.pdf`);
    // The page that asked is gone by then, and so is who would hear the answer.
    const answer = ask(page, "savePaper", { paper: "recovery-codes", size: "A4" }).catch(() => null);
    await expect.poll(unanswered).toBe(1);
    await call(page, end, {});
    if (end === "lock") await call(page, "switchUser", {});
    await page.reload();
    await answerAll(place);
    await answer;
    await signInWith(codes[0] ?? "");
    expect(readdirSync(computer.root).filter((name) => name.endsWith(".pdf"))).toEqual([]);
  }
});

test("what Wardkey put on the clipboard is taken off at lock and sign-out, and nothing else is", async () => {
  for (const end of ["lock", "signOut"] as const) {
    await call(page, "stepUp", { password: manager.password });
    const { codes } = await call(page, "makeRecoveryCodes", {});
    await call(page, "copyRecoveryCodes", {});
    expect(await onClipboard()).toContain(codes[0]);
    await call(page, end, {});
    await expect.poll(onClipboard).toBe("");
    if (end === "lock") await call(page, "unlock", { password: manager.password });
    else await signInWith(codes[0] ?? "");
  }
  await call(page, "stepUp", { password: manager.password });
  await call(page, "makeRecoveryCodes", {});
  await call(page, "copyRecoveryCodes", {});
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText("of another program"));
  await call(page, "lock", {});
  expect(await onClipboard()).toBe("of another program");
  await call(page, "unlock", { password: manager.password });
});

test("quitting within 30 seconds of a copy leaves nothing on the clipboard", async () => {
  await call(page, "stepUp", { password: manager.password });
  const { codes } = await call(page, "makeRecoveryCodes", {});
  await call(page, "copyRecoveryCodes", {});
  expect(await onClipboard()).toContain(codes[0]);
  const left = join(computer.root, "clipboard.txt");
  await app.electron.evaluate(({ app: wardkey, clipboard }, file) => {
    wardkey.on("quit", () => process.getBuiltinModule("node:fs").writeFileSync(file, String(clipboard.readText())));
  }, left);
  await app.close();
  expect(readFileSync(left, "utf8")).toBe("");
});
