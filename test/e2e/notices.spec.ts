import { expect } from "@playwright/test";
import { managerOf, openClinic, test, withApp } from "../support/clinic";
import { takeDesk } from "../support/desk";
import { call, manager, PASSPHRASE } from "../support/sample-clinic";
import { openVault, signIn } from "../support/screens";

const desk = takeDesk();

test("what support did to an account is told to its owner by text, though the app was killed before it went out", async ({
  clinic,
}) => {
  const [person, boss] = [withApp.cellPhone ?? "", manager.cellPhone ?? ""];
  const [phone, phoneOfManager] = [clinic.phone.copy(), clinic.firstManager.phone.copy()];
  let app = await openClinic(desk, clinic);
  await managerOf(clinic)(app.page);
  // Her recovery code is told too, to her own phone.
  await expect
    .poll(() => clinic.twilio.messages.filter(({ to }) => to === boss).at(-1)?.body)
    .toMatch(/: your Wardkey account: a recovery code was used, .+\. If this was not you, .+\.$/);

  const isAbout = (body: string) => body.includes("was given out");
  const notified = () => clinic.twilio.messages.filter(({ to, body }) => to === person && isAbout(body));
  const tried = () => clinic.twilio.requests.filter(({ to, form }) => to === person && isAbout(form.get("Body") ?? ""));
  const [already, before] = [notified().length, tried().length];
  const rows = await call(app.page, "listPeople", {
    ...{ search: withApp.email, status: null, role: null, accountType: null, method: null, codes: null, late: false },
    ...{ dueOn: null, sort: "name", descending: false, offset: 0, limit: 1 },
  });
  // What is left of the first run must not be the one that is never answered.
  await expect
    .poll(async () => (await call(app.page, "listOutbox", {})).filter(({ state }) => state === "waiting"))
    .toEqual([]);
  clinic.twilio.answerNext({ kind: "never" });
  await call(app.page, "issueBypassCode", {
    account: rows[0]?.id ?? "",
    identity: { kind: "photo-id", reference: "Driving license" },
    ...{ signIns: 1, hours: 1, reason: "Left the phone at home" },
    proof: { password: manager.password, token: await phoneOfManager.nextCode() },
  });
  await expect.poll(() => tried().length).toBe(before + 1);
  expect(notified()).toHaveLength(already);
  await app.kill();

  app = await desk.open(app.computer);
  await openVault(app.page, PASSPHRASE);
  await expect.poll(() => notified().length, { timeout: 15_000 }).toBe(already + 1);
  expect(notified().at(-1)?.body).not.toContain(withApp.name);

  await signIn(app.page, withApp, phone.nextCode);
  const banner = app.page.getByRole("status").filter({ hasText: "Since your last sign-in" });
  await expect(banner).toContainText(manager.name);
});
