import { expect, test } from "@playwright/test";
import type { App } from "../support/app";
import { takeDesk } from "../support/desk";
import { inPage } from "../support/in-page";
import { field, heading } from "../support/screens";

const desk = takeDesk();
let app: App;

test.beforeAll(async () => {
  app = await desk.open(desk.computer());
  await expect(heading(app.page, "Welcome to Wardkey")).toBeVisible();
});

const putOnClipboard = (text: string) => app.electron.evaluate(({ clipboard }, put) => clipboard.writeText(put), text);
const onClipboard = () => app.electron.evaluate(({ clipboard }) => clipboard.readText());

test("the page neither reads nor writes the clipboard, not even after a click", async () => {
  await putOnClipboard("of another program");
  const read = await inPage(app, async () => {
    const area = document.createElement("textarea");
    document.body.append(area);
    area.focus();
    const pasted = typeof document.execCommand === "function" && document.execCommand("paste");
    const got = [area.value, await navigator.clipboard.readText().catch(() => "")];
    const items = await navigator.clipboard.read().catch(() => []);
    area.value = "of the page";
    area.select();
    for (const command of ["copy", "cut"])
      if (typeof document.execCommand === "function") document.execCommand(command);
    await navigator.clipboard.writeText("of the page").catch(() => {});
    area.remove();
    return { pasted, got, items: items.length };
  });
  expect(read).toEqual({ pasted: false, got: ["", ""], items: 0 });
  expect(await onClipboard()).toBe("of another program");
});

test("cut, copy and paste by the person's own keys and menu work in fields, and the page has no say in them", async () => {
  const { page } = app;
  await inPage(app, () => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const name of ["copy", "cut", "paste"]) {
      document.addEventListener(name, (event) => {
        heard.push(name);
        (event as ClipboardEvent).clipboardData?.setData("text/plain", "of the page");
        if (name !== "paste") event.preventDefault();
      });
    }
    const field = document.createElement("input");
    field.setAttribute("aria-label", "Probe");
    document.body.prepend(field);
  });
  const probe = field(page, "Probe");
  await probe.fill("123 4567");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+C");
  expect(await onClipboard()).toBe("123 4567");
  await putOnClipboard("765 4321");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+V");
  await expect(probe).toHaveValue("765 4321");
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Control+X");
  await expect(probe).toHaveValue("");
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste());
  await expect(probe).toHaveValue("765 4321");
  expect(await onClipboard()).toBe("765 4321");
  // Outside of a field there is nothing to paste into, and nothing for the page to read.
  await probe.evaluate((element) => (element as HTMLInputElement).blur());
  await page.keyboard.press("Control+V");
  expect(await inPage(app, () => (window as unknown as { heard: string[] }).heard)).toEqual(["paste", "paste"]);
  await page.reload();
});

test("nothing is downloaded from data:, blob: or app:, with or without a click", async () => {
  await app.electron.evaluate(({ BrowserWindow }) => {
    const downloads: string[] = [];
    Object.assign(globalThis, { downloads });
    BrowserWindow.getAllWindows()[0]?.webContents.session.on("will-download", (event, item) => {
      downloads.push(item.getURL().slice(0, 5));
      event.preventDefault();
    });
  });
  for (const clicked of [false, true]) {
    await inPage(
      app,
      async () => {
        const blob = URL.createObjectURL(new Blob(["x"], { type: "application/octet-stream" }));
        for (const href of ["data:application/octet-stream,x", blob, "index.html", "layers.css"]) {
          const link = document.createElement("a");
          Object.assign(link, { href, download: "out.bin" });
          document.body.append(link);
          link.click();
          link.remove();
        }
        // Whatever was on its way to the network's process has been there and back.
        await fetch("index.html").catch(() => {});
      },
      clicked,
    );
  }
  expect(await app.electron.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads)).toEqual([]);
  expect(app.page.url()).toContain("app://wardkey/index.html");
});

test("no picker opens, and a field for files opens no system dialog", async () => {
  const pickers = await inPage(app, async () => {
    const tried: Record<string, string> = {};
    for (const name of ["showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker"]) {
      const picker = (window as unknown as Record<string, (() => Promise<unknown>) | undefined>)[name];
      tried[name] =
        picker === undefined
          ? "gone"
          : await picker().then(
              () => "opened",
              ({ name: why }: Error) => why,
            );
    }
    return tried;
  });
  for (const [name, what] of Object.entries(pickers)) expect([name, what]).toEqual([name, "SecurityError"]);
  await app.page.reload();
  await app.electron.evaluate(({ BrowserWindow }) => {
    const refused: string[] = [];
    Object.assign(globalThis, { refused });
    BrowserWindow.getAllWindows()[0]?.webContents.debugger.on("message", (_event, method) => refused.push(method));
  });
  await inPage(app, () => {
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true });
    input.click();
  });
  const refused = () => app.electron.evaluate(() => (globalThis as unknown as { refused: string[] }).refused);
  await expect.poll(refused).toContain("Page.fileChooserOpened");
});

const elsewhere = [
  "about:blank",
  "about:srcdoc",
  "app://elsewhere/",
  "app://wardkey/nothing",
  "app://wardkey/layers.css",
  "app://wardkey/index.html?other",
  "data:text/html,out",
  "file:///etc/passwd",
  "https://elsewhere.example/",
  "mailto:out@elsewhere.example",
  "chrome://gpu",
  "chrome-error://chromewebdata/",
  "devtools://devtools/bundled/inspector.html",
  "view-source:app://wardkey/index.html",
];

for (const address of elsewhere) {
  test(`the page stays where it is, or is back at once, when it goes to ${address}`, async () => {
    await app.electron.evaluate(
      ({ BrowserWindow }, code) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(code)
          .catch(() => {}),
      `void (location.href = ${JSON.stringify(address)})`,
    );
    const where = () =>
      app.electron.evaluate(async ({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const shown = await contents?.executeJavaScript("document.querySelector('h1')?.textContent").catch(() => "");
        return [contents?.getURL().split("#")[0], shown];
      });
    await expect.poll(where).toEqual(["app://wardkey/index.html", "Welcome to Wardkey"]);
  });
}

test("what is not there is answered with every wall of what is", async () => {
  const policies = await app.electron.evaluate(({ session }) =>
    Promise.all(
      ["app://wardkey/index.html", "app://wardkey/nothing", "app://elsewhere/"].map(async (address) =>
        (await session.defaultSession.fetch(address)).headers.get("Content-Security-Policy"),
      ),
    ),
  );
  expect(policies[0]).toContain("sandbox allow-scripts");
  expect(policies).toEqual([policies[0], policies[0], policies[0]]);
});

test("the page can keep nothing: every kind of storage is closed", async () => {
  const kept = await inPage(app, async () => {
    const call = (of: object, name: string, ...given: unknown[]) =>
      (Reflect.get(of, name) as (...given: unknown[]) => unknown).apply(of, given);
    const tries: Record<string, () => unknown> = {
      cookies: () => Reflect.set(document, "cookie", "a=b"),
      "the cookie store": () => call(Reflect.get(window, "cookieStore"), "set", "a", "b"),
      "local storage": () => localStorage.setItem("a", "b"),
      "session storage": () => sessionStorage.setItem("a", "b"),
      "indexed databases": () =>
        new Promise((opened, failed) => Object.assign(indexedDB.open("a"), { onsuccess: opened, onerror: failed })),
      caches: () => caches.open("a"),
      "the private file system": () => navigator.storage.getDirectory(),
      "the older file system": () =>
        new Promise((opened, failed) => call(window, "webkitRequestFileSystem", 1, 1024, opened, failed)),
      buckets: () => call(Reflect.get(navigator, "storageBuckets"), "open", "a"),
      "service workers": () => navigator.serviceWorker.register("index.js"),
      "shared workers": () => new SharedWorker("index.js"),
      locks: () => navigator.locks.request("a", () => {}),
    };
    const open: string[] = [];
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt();
        open.push(name);
      } catch {
        // Closed, as it should be.
      }
    }
    return open;
  });
  expect(kept).toEqual([]);
});

test("a frame holds nothing: no bridge, no script, no address, and the page cannot reach into it", async () => {
  const reached = await inPage(app, async () => {
    const sources: Record<string, string>[] = [
      {},
      { srcdoc: "<script>parent.wasRun = true</script>" },
      { src: URL.createObjectURL(new Blob(["<script>parent.wasRun = true</script>"], { type: "text/html" })) },
      { src: "data:text/html,<script>parent.wasRun = true</script>" },
      { src: "app://wardkey/index.html" },
      { src: "app://elsewhere/" },
    ];
    const kinds = ["iframe", "object", "embed"].flatMap((tag) => sources.map((source) => ({ tag, source })));
    const found = kinds.filter(({ tag, source }) => {
      const frame = document.createElement(tag) as HTMLIFrameElement;
      for (const [name, value] of Object.entries(source)) frame.setAttribute(tag === "object" ? "data" : name, value);
      document.body.append(frame);
      return frame.contentDocument != null;
    });
    await new Promise((resolve) => requestIdleCallback(resolve));
    return { found, wasRun: "wasRun" in window };
  });
  expect(reached).toEqual({ found: [], wasRun: false });
  const inside = await app.electron.evaluate(({ BrowserWindow }) =>
    Promise.all(
      (BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.framesInSubtree.slice(1) ?? []).map((frame) =>
        frame.executeJavaScript("[typeof wardkey, document.documentElement.textContent.includes('Wardkey')]"),
      ),
    ),
  );
  expect(inside.length).toBeGreaterThan(0);
  for (const frame of inside) expect(frame).toEqual(["undefined", false]);
});

test("nothing else of the computer opens after a click: devices, screens, dialogs, windows, keys", async () => {
  const opened = await inPage(app, async () => {
    const call = (of: object, name: string, ...given: unknown[]) =>
      (Reflect.get(of, name) as (...given: unknown[]) => unknown).apply(of, given);
    const tries: Record<string, () => unknown> = {
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      screens: () => call(window, "getScreenDetails"),
      "full screen": () =>
        document.documentElement.requestFullscreen().then(() => document.fullscreenElement ?? Promise.reject()),
      pointer: () => document.body.requestPointerLock(),
      keyboard: () => call(Reflect.get(navigator, "keyboard"), "lock"),
      usb: () => call(Reflect.get(navigator, "usb"), "requestDevice", { filters: [] }),
      hid: () => call(Reflect.get(navigator, "hid"), "requestDevice", { filters: [] }),
      serial: () => call(Reflect.get(navigator, "serial"), "requestPort"),
      midi: () => navigator.requestMIDIAccess(),
      "wake lock": () => navigator.wakeLock.request("screen"),
      "picture in picture": () => call(Reflect.get(window, "documentPictureInPicture"), "requestWindow"),
      "pass keys": () => navigator.credentials.get({ publicKey: { challenge: new Uint8Array(16) } }),
      "a new window": () => window.open("about:blank") ?? Promise.reject(),
      print: () => call(window, "print"),
      "eye dropper": () => call(Reflect.construct(Reflect.get(window, "EyeDropper"), []), "open"),
      "a question": () => window.confirm("x") || Promise.reject(),
      notification: () => (Notification.permission === "granted" ? true : Promise.reject()),
      place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
    };
    const open: string[] = [];
    for (const [name, attempt] of Object.entries(tries)) {
      void Promise.resolve()
        .then(attempt)
        .then(
          () => open.push(name),
          () => {},
        );
    }
    // Some are never answered; what was asked of other processes by then has been there and back.
    await fetch("index.html").catch(() => {});
    await new Promise((resolve) => requestIdleCallback(resolve));
    return open;
  });
  expect(opened).toEqual([]);
});

test("nothing is dragged out, and the page does not hear of it", async () => {
  await inPage(app, () => {
    const box = document.createElement("div");
    Object.assign(box, { draggable: true, textContent: "Drag me", id: "probe" });
    box.addEventListener("dragstart", (event) => {
      Object.assign(window, { dragged: true });
      event.dataTransfer?.setData("DownloadURL", "text/plain:out.txt:data:text/plain,out");
    });
    document.body.prepend(box);
  });
  const box = await inPage(app, () => document.querySelector("#probe")?.getBoundingClientRect().toJSON());
  await app.page.mouse.move(box.x + 10, box.y + 5);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + 100, box.y + 100, { steps: 5 });
  await app.page.mouse.up();
  expect(await inPage(app, () => "dragged" in window)).toBe(false);
});

test("no page keeps its window open", async () => {
  await inPage(app, () => {
    addEventListener("beforeunload", (event) => {
      event.preventDefault();
      event.returnValue = "stay";
    });
  });
  const wardkey = app.electron.process();
  await app.close();
  expect(wardkey.exitCode).toBe(0);
});
