import { expect, test } from "@playwright/test";
import type { App } from "../support/app";
import { takeDesk } from "../support/desk";
import { inPage } from "../support/in-page";
import { call, manager, setUpPracticeQuickly } from "../support/sample-clinic";
import { goTo, heading } from "../support/screens";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let app: App;

test.beforeAll(async () => {
  app = await desk.open(desk.computer());
  await expect(heading(app.page, "Welcome to Wardkey")).toBeVisible();
});

test("the window is sandboxed, isolated and without Node", async () => {
  const wanted = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  };
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  const given = Object.fromEntries(Object.keys(wanted).map((name) => [name, preferences[name] ?? false]));
  expect(given).toEqual(wanted);
  const inPage = await app.page.evaluate(() =>
    ["require", "process", "module", "Buffer"].filter((name) => name in window),
  );
  expect(inPage).toEqual([]);
});

test("the sandbox is on in this very run: the page's process is under seccomp", async () => {
  const pid = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  const status = await app.electron.evaluate(
    (_electron, file) => process.getBuiltinModule("node:fs").readFileSync(file, "utf8"),
    `/proc/${pid}/status`,
  );
  expect(status).toMatch(/^Seccomp:\s*2$/m);
  const commandLine = await app.electron.evaluate(() => process.argv.join(" "));
  expect(commandLine).not.toContain("no-sandbox");
});

test("inline scripts, eval, foreign pictures and foreign addresses are blocked", async () => {
  const blocked = await app.page.evaluate(async () => {
    const seen = { violations: [] as string[], policies: [] as string[] };
    Object.assign(window, { seen });
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, originalPolicy }) => {
      seen.violations.push(effectiveDirective);
      seen.policies.push(originalPolicy);
    });
    const script = document.createElement("script");
    script.textContent = "window.wasRun = true";
    document.body.append(script);
    const picture = document.createElement("img");
    const pictureFailed = new Promise((resolve) => picture.addEventListener("error", () => resolve(true)));
    picture.src = "https://elsewhere.example/pixel.png";
    document.body.append(picture);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.head.append(style);
    // In a task of the page's own: what the debugger evaluates may use eval.
    const evaluated = await new Promise<boolean>((resolve) => {
      setTimeout(() => {
        try {
          Reflect.construct(Function, ["return 1"]);
          resolve(true);
        } catch {
          resolve(false);
        }
      });
    });
    const fetched = await fetch("https://elsewhere.example/").then(
      () => true,
      () => false,
    );
    await pictureFailed;
    const hidden = getComputedStyle(document.body).display === "none";
    for (const added of [script, picture, style]) added.remove();
    return { evaluated, fetched, hidden, wasRun: "wasRun" in window };
  });
  expect(blocked).toEqual({ evaluated: false, fetched: false, hidden: false, wasRun: false });
  // What was blocked is reported a little later than it is blocked.
  const seen = () =>
    app.page.evaluate(() => {
      const { violations, policies } = (window as unknown as { seen: Record<"violations" | "policies", string[]> })
        .seen;
      return { violations: [...new Set(violations)].sort(), policies: [...new Set(policies)] };
    });
  await expect
    .poll(async () => (await seen()).violations)
    .toEqual(["connect-src", "img-src", "script-src", "script-src-elem", "style-src-elem"]);
  // One policy, from the header: the document itself has none.
  const { policies } = await seen();
  expect(policies).toHaveLength(1);
  expect(policies[0]).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policies[0]).not.toContain("unsafe");
  expect(await app.page.locator("meta[http-equiv]").count()).toBe(0);
});

test("nothing opens: no new window, no frame, no other address, no guest", async () => {
  const before = app.page.url();
  const opened = await inPage(app, async () => {
    const frame = document.createElement("iframe");
    frame.src = "https://elsewhere.example/";
    const guest = document.createElement("webview");
    guest.setAttribute("src", "https://elsewhere.example/");
    document.body.append(frame, guest);
    const link = document.createElement("a");
    link.href = "https://elsewhere.example/";
    link.target = "_blank";
    document.body.append(link);
    link.click();
    const window_ = window.open("https://elsewhere.example/") !== null;
    location.assign("https://elsewhere.example/");
    location.assign("file:///etc/passwd");
    await new Promise(requestAnimationFrame);
    const framed = frame.contentDocument?.body.childElementCount ?? 0;
    for (const added of [frame, guest, link]) added.remove();
    return { window: window_, framed };
  });
  expect(opened).toEqual({ window: false, framed: 0 });
  expect(app.page.url()).toBe(before);
  expect(app.electron.windows()).toHaveLength(1);
  const contents = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((each) => each.getURL()),
  );
  expect(contents).toEqual([before]);
  await app.page.reload();
});

test("a form is sent nowhere", async () => {
  const before = app.page.url();
  await app.page.evaluate(() => {
    const form = document.createElement("form");
    form.action = "https://elsewhere.example/";
    form.method = "post";
    document.body.append(form);
    form.submit();
    form.remove();
  });
  expect(app.page.url()).toBe(before);
});

test("every permission is denied", async () => {
  const given = await app.page.evaluate(async () => {
    const asked: Record<string, string> = {};
    for (const name of ["camera", "microphone", "geolocation", "notifications", "clipboard-read", "midi"]) {
      asked[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => state,
        () => "unknown",
      );
    }
    const camera = await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => "given",
      () => "denied",
    );
    const read = await navigator.clipboard.readText().then(
      () => "given",
      () => "denied",
    );
    return {
      states: [...new Set(Object.values(asked))],
      camera: camera ?? "denied",
      read,
      notification: Notification.permission,
    };
  });
  expect(given).toEqual({ states: ["denied"], camera: "denied", read: "denied", notification: "denied" });
});

test("the window knows functions, and no way around them", async () => {
  const exposed = await app.page.evaluate(() =>
    Object.entries(window["wardkey" as keyof Window] as object).map(([name, value]) => [name, typeof value]),
  );
  expect(exposed.every(([, type]) => type === "function")).toBe(true);
  const names = exposed.map(([name]) => name);
  expect(names).toContain("changed");
  for (const name of ["invoke", "send", "on", "ipcRenderer"]) expect(names).not.toContain(name);
});

test("locked means that the page's content is gone, from the document and from what scripts can reach", async () => {
  const { page } = app;
  await setUpPracticeQuickly(page);
  await page.reload();
  await goTo(page, "People");
  await expect(page.getByText(manager.email).first()).toBeVisible();
  await call(page, "lock", {});
  await expect(heading(page, "Locked")).toBeVisible();
  expect(await page.content()).not.toContain(manager.email);
});
