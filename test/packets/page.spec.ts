import { expect, test } from "@playwright/test";
import type { App } from "../support/app";
import { takeDesk } from "../support/desk";
import { type Capture, capturePackets, openWayOut } from "../support/packets";
import { setUpPracticeQuickly } from "../support/sample-clinic";
import { goTo } from "../support/screens";
import { waysOut } from "../support/ways-out";

test.describe.configure({ mode: "serial" });
const desk = takeDesk();
let capture: Capture;
let app: App;

test.beforeAll(async () => {
  openWayOut();
  capture = await capturePackets();
  app = await desk.open(desk.computer());
});

test.afterAll(() => capture.stop());

test("packets that leave, and packets within the computer, are seen", async () => {
  const before = (await capture.packets()).length;
  await app.electron.evaluate(async () => {
    const socket = process.getBuiltinModule("node:dgram").createSocket("udp4");
    for (const address of ["203.0.113.8", "127.0.0.1"]) {
      await new Promise((sent) => socket.send("out", 8765, address, sent));
    }
    socket.close();
  });
  const seen = (await capture.packets()).slice(before).join("\n");
  expect(seen).toContain("> 203.0.113.8.8765: UDP");
  expect(seen).toContain("> 127.0.0.1.8765: UDP");
});

let since = 0;

test("a practice is set up and looked through, and not one packet is sent", async () => {
  await setUpPracticeQuickly(app.page);
  await app.page.reload();
  for (const screen of ["People", "Settings", "Overview"]) await goTo(app.page, screen);
  const all = await capture.packets();
  // From before the app was started; its own "nobody is there" answers the packet within the computer.
  expect(all.filter((line) => !line.includes("8765"))).toEqual([]);
  since = all.length;
});

for (const [name, attempt] of Object.entries(waysOut)) {
  test(`the page tries ${name}: not one packet is sent`, async () => {
    // Refused or not is not the question here.
    await app.page.evaluate(attempt).catch(() => {});
    const all = await capture.packets();
    expect(all.slice(since)).toEqual([]);
    since = all.length;
  });
}

test("in the end, and with the app closed, nothing has followed", async () => {
  await app.close();
  const all = await capture.packets();
  expect(all.slice(since)).toEqual([]);
});
