import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import type { PracticeSetupStep } from "../../src/contract/vault/views";
import { PracticeSetup } from "../../src/renderer/features/vault/practice-setup";
import { type FakeReplies, testAppState, testPractice, testSession } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const strong = ok({ score: 4, problem: null } as const);
const button = (name: string) => screen.getByRole("button", { name });

function atFirst(more: Parameters<typeof testAppState>[1] = {}, replies: FakeReplies = {}) {
  return renderFace(<PracticeSetup />, testAppState("practice-setup", more), { checkPassword: strong, ...replies });
}

function atStep(practiceSetup: PracticeSetupStep, replies: FakeReplies = {}) {
  const more = { practiceSetup, practice: testPractice, session: testSession("manager") };
  return renderFace(<PracticeSetup />, testAppState("practice-setup", more), replies);
}

type User = ReturnType<typeof atFirst>["user"];

async function typePractice(user: User) {
  await user.click(await screen.findByRole("button", { name: "Continue" }));
  await user.type(await screen.findByLabelText("Practice name"), "Lakeside");
}

async function typeManager(user: User) {
  await user.type(await screen.findByLabelText("Name"), "Joan Field");
  await user.type(screen.getByLabelText("E-mail"), "joan@lakeside.example");
  await user.type(screen.getByLabelText(/^Cell phone/), "(415) 555-2671");
  await user.click(screen.getByRole("radio", { name: "A provider" }));
  await user.type(screen.getByLabelText("Password"), "seven green clocks sing");
}

describe("setting up a practice", () => {
  it("takes country and time zone from the computer, and sends all in one with the phone in E.164", async () => {
    const { user, fake } = atFirst({}, { createPractice: ok(null) });
    await typePractice(user);
    expect(screen.getByRole("combobox", { name: "Country" })).toHaveValue("United States");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await user.click(button("Continue"));
    await typeManager(user);
    await user.keyboard("{Enter}");
    await vi.waitFor(() => expect(fake.calls("createPractice")).toHaveLength(1));
    expect(fake.calls("createPractice")[0]).toEqual({
      passphrase: null,
      practiceName: "Lakeside",
      region: "US",
      timeZone: zone,
      oldPracticeName: null,
      manager: {
        name: "Joan Field",
        email: "joan@lakeside.example",
        cellPhone: "+14155552671",
        accountType: "provider",
        password: "seven green clocks sing",
      },
    });
  });

  it("finds another country by typing", async () => {
    const { user, fake } = atFirst({}, { createPractice: ok(null) });
    await typePractice(user);
    const country = screen.getByRole("combobox", { name: "Country" });
    await user.clear(country);
    await user.type(country, "germ");
    await user.click(await screen.findByRole("option", { name: "Germany" }));
    await user.click(button("Continue"));
    await user.type(await screen.findByLabelText("Name"), "Jo");
    await user.type(screen.getByLabelText("E-mail"), "jo@praxis.example");
    await user.type(screen.getByLabelText(/^Cell phone/), "0151 23456789");
    await user.type(screen.getByLabelText("Password"), "seven green clocks sing{Enter}");
    await vi.waitFor(() => expect(fake.calls("createPractice")).toHaveLength(1));
    expect(fake.calls("createPractice")[0]).toMatchObject({ region: "DE", manager: { cellPhone: "+4915123456789" } });
  });

  it("says at each field what is wrong before anything is sent, and loses nothing of what was typed", async () => {
    const { user, fake } = atFirst();
    await typePractice(user);
    await user.click(button("Continue"));
    await user.type(await screen.findByLabelText("E-mail"), "joan");
    await user.type(screen.getByLabelText(/^Cell phone/), "12");
    await user.click(button("Set up your practice"));
    expect(await screen.findByText(/not an e-mail address/)).toBeVisible();
    expect(screen.getByText(/not a phone number/)).toBeVisible();
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Please fill this in.");
    expect(screen.getByLabelText(/^Cell phone/)).toHaveValue("12");
    expect(fake.calls("createPractice")).toEqual([]);
  });

  it("goes back and forth without losing what was typed", async () => {
    const { user } = atFirst();
    await typePractice(user);
    await user.click(button("Continue"));
    await typeManager(user);
    await user.click(button("Back"));
    expect(await screen.findByLabelText("Practice name")).toHaveValue("Lakeside");
    await user.click(button("Continue"));
    expect(await screen.findByLabelText("Name")).toHaveValue("Joan Field");
    expect(screen.getByLabelText(/^Cell phone/)).toHaveValue("(415) 555-2671");
    expect(screen.getByLabelText("Password")).toHaveValue("seven green clocks sing");
  });

  it("says at the password why main refused it", async () => {
    const { user } = atFirst({}, { createPractice: refuse({ code: "bad-password", problem: "contains-name" }) });
    await typePractice(user);
    await user.click(button("Continue"));
    await typeManager(user);
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Leave your name out of it.")).toBeVisible();
  });

  it("asks for a vault passphrase where there is no key store, else says who can reach an opened vault", async () => {
    const { user } = atFirst();
    await typePractice(user);
    expect(screen.getByText(/Whoever uses this computer’s log-on can reach an opened vault/)).toBeVisible();
    expect(screen.queryByLabelText("Vault passphrase")).toBeNull();
  });

  it("goes on only with a passphrase that was typed twice", async () => {
    const { user, fake } = atFirst({ keyStore: false }, { createPractice: ok(null) });
    await typePractice(user);
    await user.click(button("Continue"));
    expect(await screen.findByText(/no key store: choose a passphrase/)).toBeVisible();
    await user.type(screen.getByLabelText("Vault passphrase"), "four quiet lamps hum");
    await user.type(screen.getByLabelText("Vault passphrase once more"), "four quiet lamps hum{Enter}");
    await typeManager(user);
    await user.keyboard("{Enter}");
    await vi.waitFor(() => expect(fake.calls("createPractice")).toHaveLength(1));
    expect(fake.calls("createPractice")[0]).toMatchObject({ passphrase: "four quiet lamps hum" });
  });

  it("asks for the old practice's name where a vault is gone, and leads back to it when it is another", async () => {
    const gone = { vault: { is: "none", gone: true } } as const;
    const { user, fake } = atFirst(gone, { createPractice: refuse({ code: "practice-name-mismatch" }) });
    await user.click(await screen.findByRole("radio", { name: "Set up your practice" }));
    await typePractice(user);
    await user.click(button("Continue"));
    expect(await screen.findByText("Please fill this in.")).toBeVisible();
    await user.type(screen.getByLabelText(/^Name of the practice whose vault/), "Hillside{Enter}");
    await typeManager(user);
    await user.keyboard("{Enter}");
    expect(await screen.findByText(/not the name of the practice whose vault was here/)).toBeVisible();
    expect(fake.calls("createPractice")[0]).toMatchObject({ oldPracticeName: "Hillside" });
    expect(screen.getByLabelText(/^Name of the practice whose vault/)).toHaveValue("Hillside");
  });
});

const named = { number: 1, fingerprint: "ABCD-EFGH-JKMN-PQRS" };

describe("after the practice is set up", () => {
  it("ten minutes are preselected for tokens by text, and never is marked as not recommended", async () => {
    const { user, fake } = atStep("text-tokens", { chooseTextTokenLifetime: ok(null) });
    expect(await screen.findByRole("radio", { name: "10 minutes" })).toBeChecked();
    expect(screen.getByText("Not recommended")).toBeVisible();
    await user.click(button("Continue"));
    await user.click(screen.getByRole("radio", { name: "Never expires" }));
    await user.click(button("Continue"));
    expect(fake.calls("chooseTextTokenLifetime")).toEqual([{ minutes: 10 }, { minutes: "never" }]);
  });

  it("the kit is made, printed on the region's paper, and one group of its key is typed back", async () => {
    const { user, fake } = atStep("recovery-kit", {
      makeRecoveryKit: ok({ key: "4K7D9-2QXM3-8ABCD-EFGHJ-KMNPQ-RSTVW-XYZ01-23456", groups: 8, askGroup: 3, ...named }),
      printPaper: ok(null),
      savePaper: refuse({ code: "paper-trouble", trouble: "not-written" }),
      confirmRecoveryKit: refuse({ code: "wrong-part" }),
    });
    await user.click(await screen.findByRole("button", { name: "Make the recovery kit" }));
    expect(await screen.findByText("8ABCD")).toBeVisible();
    expect(screen.getByText(/Never keep the kit and a backup together/)).toBeVisible();
    expect(screen.getByText(/This is kit no\. 1\. .* ABCD-EFGH-JKMN-PQRS/)).toBeVisible();
    await user.click(button("Print"));
    expect(fake.calls("printPaper")).toEqual([{ paper: "recovery-kit", size: "A4" }]);
    expect(await screen.findByText("Sent to the printer.")).toBeVisible();
    await user.click(button("Save as PDF"));
    expect(await screen.findByText(/could not be written/)).toBeVisible();
    expect(screen.queryByText("Sent to the printer.")).toBeNull();
    await user.type(screen.getByLabelText("Group 3 of the key"), "8abcx{Enter}");
    expect(fake.calls("confirmRecoveryKit")).toEqual([{ part: "8ABCX" }]);
    expect(screen.getByLabelText("Group 3 of the key")).toHaveAccessibleDescription(/not the part that was asked for/);
  });

  it("a kit asks for the password again where it was not typed lately, and is then made", async () => {
    const { user, fake } = atStep("recovery-kit", { makeRecoveryKit: refuse({ code: "step-up-needed" }) });
    await user.click(await screen.findByRole("button", { name: "Make the recovery kit" }));
    await screen.findByRole("dialog", { name: "Type your password" });
    const kit = { key: "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH", groups: 8, askGroup: 1, ...named };
    fake.answer({ stepUp: ok(null), makeRecoveryKit: ok(kit) });
    await user.type(screen.getByLabelText("Password"), "mine{Enter}");
    expect(fake.calls("stepUp")).toEqual([{ password: "mine" }]);
    expect(await screen.findByText("HHHHH")).toBeVisible();
  });

  it("the last step starts the work", async () => {
    const { user, fake } = atStep("done", { finishPracticeSetup: ok(null) });
    expect(await screen.findByRole("heading", { name: "Lakeside Family Practice is set up" })).toBeVisible();
    await user.click(button("Start using Wardkey"));
    expect(fake.calls("finishPracticeSetup")).toHaveLength(1);
  });
});
