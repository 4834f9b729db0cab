import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Person } from "../../src/contract/people/views";
import { ok, refuse } from "../../src/contract/result";
import { PersonScreen } from "../../src/renderer/features/people/person-screen";
import { caseOf } from "../support/cases";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { ana, elena, everything, marcus, mayNothing, personOf } from "../support/people";
import { renderFace } from "../support/render-face";

type Tab = "profile" | "security" | "activity";

/** A manager looks at somebody; with two-factor on, so that acts ask for a token. */
function at(tab: Tab, person: Person, replies: FakeReplies = {}) {
  const appState = testAppState("manager", { session: testSession("manager", { twoFactor: "app" }) });
  const known: FakeReplies = {
    getPerson: ok(person),
    findSharedPhones: ok([]),
    listPersonEntries: ok([]),
    getMySecurity: refuse({ code: "not-allowed" }),
    getSupportCase: ok(caseOf(person)),
    ...replies,
  };
  return renderFace(<PersonScreen account={person.id} tab={tab} />, appState, known, `/people/${person.id}/${tab}`);
}

const button = (name: string) => screen.findByRole("button", { name });
const dialogOf = async (name: string) => within(await screen.findByRole("dialog", { name }));

type Face = ReturnType<typeof at>;

/** Says how it was made sure who asks, as every help wants to know first; the rest as ever. */
async function help(face: Face, title: string, confirm: string) {
  const dialog = await dialogOf(title);
  await face.user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
  return prove(face, title, confirm);
}

/** Types reason, own password and own token, and confirms. */
async function prove({ user }: Face, title: string, confirm: string, reason = "the phone was lost") {
  const dialog = await dialogOf(title);
  if (reason !== "") await user.type(dialog.getByLabelText("Reason"), reason);
  await user.type(dialog.getByLabelText("Your password"), "correct horse");
  await user.type(dialog.getByLabelText("Authorization token"), "1234567");
  await user.click(dialog.getByRole("button", { name: confirm }));
  return dialog;
}

const given = { reason: "the phone was lost", proof: { password: "correct horse", token: "1234567" } };
const helped = { ...given, identity: { kind: "call-back" } };

describe("a person's page", () => {
  it("is headed by name, status, role and two-factor ID", async () => {
    at("profile", personOf(elena));
    expect(await screen.findByRole("heading", { level: 1, name: "Elena Ruiz" })).toBeVisible();
    expect(screen.getByText("Not set up")).toBeVisible();
    expect(screen.getByText("Staff · Support")).toBeVisible();
    expect(screen.getByText("Two-factor ID 100 000 004")).toBeVisible();
    expect(screen.getAllByRole("tab").map(({ textContent }) => textContent)).toEqual([
      "Profile",
      "Security",
      "Activity",
    ]);
  });

  it("says that an account is no longer there", async () => {
    at("profile", personOf(elena), { getPerson: refuse({ code: "no-such-person" }) });
    expect(await screen.findByText("This account is no longer there")).toBeVisible();
  });

  it("goes to another tab by its address", async () => {
    const { user } = at("profile", personOf(marcus));
    await user.click(await screen.findByRole("tab", { name: "Security" }));
    expect(window.location.hash).toBe(`#/people/${marcus.id}/security`);
  });
});

describe("Profile", () => {
  it("updates all of it at once, with a reason and a proof, after showing what changes", async () => {
    const face = at("profile", personOf(marcus), { editPerson: ok(null) });
    const { user, fake } = face;
    const phone = await screen.findByLabelText("Cell phone");
    expect(phone).toHaveValue("07400 123456");
    await user.clear(phone);
    await user.type(phone, "07400 654321");
    await user.click(await button("Update Entire Profile"));
    const dialog = await dialogOf("Change the profile of Marcus Webb?");
    expect(dialog.getByText("07400 123456")).toBeVisible();
    expect(dialog.getByText("07400 654321")).toBeVisible();
    expect(dialog.queryByText("E-mail")).toBeNull();
    await prove(face, "Change the profile of Marcus Webb?", "Update profile", "a new phone");
    expect(await screen.findByText("The profile of Marcus Webb is updated.")).toBeVisible();
    expect(fake.calls("editPerson")).toEqual([
      {
        account: marcus.id,
        name: "Marcus Webb",
        email: "marcus@lakeside.example",
        cellPhone: "+447400654321",
        accountType: "staff",
        reason: "a new phone",
        proof: given.proof,
      },
    ]);
    expect(fake.calls("findSharedPhones")[0]).toEqual({ cellPhone: "+447400123456", except: marcus.id });
  });

  it("has nothing to save before something changed", async () => {
    at("profile", personOf(marcus));
    expect(await button("Update Entire Profile")).toHaveAccessibleDescription("Nothing has been changed yet.");
  });

  it("says at the e-mail that it is taken, and loses nothing", async () => {
    const face = at("profile", personOf(marcus), { editPerson: refuse({ code: "email-taken" }) });
    const { user } = face;
    const email = await screen.findByLabelText("E-mail");
    await user.clear(email);
    await user.type(email, "ana@lakeside.example");
    await user.click(await button("Update Entire Profile"));
    await prove(face, "Change the profile of Marcus Webb?", "Update profile");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(email).toHaveAccessibleDescription(/Another account has this e-mail/);
    expect(email).toHaveValue("ana@lakeside.example");
  });

  it("says at the field whose e-mail it stays, and lets it be lifted for this person alone", async () => {
    const owner = { id: elena.id, name: elena.name };
    const face = at("profile", personOf(marcus), {
      editPerson: refuse({ code: "email-used", owner }),
      liftEmail: ok(null),
    });
    const email = await screen.findByLabelText("E-mail");
    await face.user.clear(email);
    await face.user.type(email, "desk@lakeside.example");
    await face.user.click(await button("Update Entire Profile"));
    await prove(face, "Change the profile of Marcus Webb?", "Update profile", "moved");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(email).toHaveAccessibleDescription(/has signed in with this e-mail, so it stays theirs\. Two managers/);
    await face.user.click(await button("Let another account have it"));
    await prove(face, "Let another account have this e-mail?", "Let another account have it");
    expect(face.fake.calls("liftEmail")).toEqual([
      { account: elena.id, email: "desk@lakeside.example", to: marcus.id, ...given },
    ]);
    expect(await screen.findByText("desk@lakeside.example can be used now.")).toBeVisible();
    await vi.waitFor(() => expect(email).toHaveFocus());
    expect(screen.queryByRole("button", { name: "Let another account have it" })).toBeNull();
  });

  it("asks how it was made sure who asks, where name and e-mail change together", async () => {
    const face = at("profile", personOf(marcus, { lastUsedAt: testNow }), { editPerson: ok(null) });
    const { user, fake } = face;
    for (const [label, next] of [
      ["Name", "Pat Moss"],
      ["E-mail", "pat@lakeside.example"],
    ] as const) {
      const field = await screen.findByLabelText(label);
      await user.clear(field);
      await user.type(field, next);
    }
    await user.click(await button("Update Entire Profile"));
    const dialog = await dialogOf("Change the profile of Marcus Webb?");
    await user.click(dialog.getByRole("radio", { name: "I saw a photo ID, in person" }));
    await user.type(dialog.getByLabelText("What you looked at"), "Staff badge 4471");
    await prove(face, "Change the profile of Marcus Webb?", "Update profile", "married");
    expect(fake.calls("editPerson")[0]).toMatchObject({
      name: "Pat Moss",
      email: "pat@lakeside.example",
      identity: { kind: "photo-id", reference: "Staff badge 4471" },
    });
  });

  it("asks for it too where main knows that the other was changed just before", async () => {
    const face = at("profile", personOf(marcus), { editPerson: refuse({ code: "identity-needed" }) });
    const email = await screen.findByLabelText("E-mail");
    await face.user.clear(email);
    await face.user.type(email, "pat@lakeside.example");
    await face.user.click(await button("Update Entire Profile"));
    await prove(face, "Change the profile of Marcus Webb?", "Update profile", "moved");
    const dialog = await dialogOf("Change the profile of Marcus Webb?");
    expect(await dialog.findByRole("radio", { name: "I called back and they answered" })).toBeVisible();
    expect(dialog.getByText(/so whose account it is/)).toBeVisible();
  });

  it("asks before unsaved changes are left", async () => {
    const { user } = at("profile", personOf(marcus));
    await user.type(await screen.findByLabelText("Name"), "er");
    await user.click(screen.getByRole("tab", { name: "Security" }));
    await user.click(await button("Stay"));
    expect(screen.getByLabelText("Name")).toHaveValue("Marcus Webber");
    await user.click(screen.getByRole("tab", { name: "Security" }));
    await user.click(await button("Leave"));
    await vi.waitFor(() => expect(window.location.hash).toBe(`#/people/${marcus.id}/security`));
  });

  it("cannot be edited where main would refuse it, and says why", async () => {
    at("profile", personOf(marcus, { may: mayNothing("own-account") }));
    const update = await button("Update Entire Profile");
    expect(update).toHaveAccessibleDescription(/Nobody does this to their own account/);
    expect(screen.queryByLabelText("Name")).toBeNull();
    expect(screen.getByText("marcus@lakeside.example")).toBeVisible();
    expect(screen.getByText("07400 123456")).toBeVisible();
  });

  it("changes the role; a manager among those to choose from", async () => {
    const face = at("profile", personOf(marcus), { changeRole: ok(null) });
    const { user, fake } = face;
    await user.click(await button("Change role"));
    const title = "Change the role of Marcus Webb";
    const dialog = await dialogOf(title);
    expect(dialog.getAllByRole("radio").map((one) => (one as HTMLInputElement).value)).toEqual([
      "manager",
      "support",
      "auditor",
    ]);
    await prove(face, title, "Change role");
    expect(await dialog.findByText("Choose the new role.")).toBeVisible();
    expect(fake.calls("changeRole")).toEqual([]);
    await user.click(dialog.getByRole("radio", { name: "Auditor" }));
    await user.click(dialog.getByRole("button", { name: "Change role" }));
    expect(await screen.findByText("Marcus Webb is now: Auditor.")).toBeVisible();
    expect(fake.calls("changeRole")).toEqual([{ account: marcus.id, role: "auditor", ...given }]);
  });

  it("reactivates a deactivated account, and shows the new setup code", async () => {
    const person = personOf(
      { ...marcus, status: "deactivated", twoFactor: "none" },
      { deactivatedAt: testNow, may: { ...everything, deactivate: "deactivated", reactivate: true } },
    );
    const face = at("profile", person, { reactivatePerson: ok({ code: "7K3M-9QXT-4B", expiresAt: testNow + 1000 }) });
    await face.user.click(await button("Reactivate"));
    await prove(face, "Reactivate Marcus Webb?", "Reactivate");
    const shown = await dialogOf("Setup code for Marcus Webb");
    expect(shown.getByText(/choose “I have a setup code”/)).toBeVisible();
    expect(face.fake.calls("reactivatePerson")).toEqual([{ account: marcus.id, ...given }]);
  });

  it("says that whoever has left has no screen to object on, before it gives notice of reactivating them", async () => {
    const person = personOf(
      { ...marcus, status: "deactivated", twoFactor: "none" },
      { deactivatedAt: testNow, may: { ...everything, deactivate: "deactivated", reactivate: "nobody-else" } },
    );
    const { user } = at("profile", person, {
      getApproval: ok({ is: "notice-needed", expectedAt: testNow + 86_400_000 }),
    });
    await user.click(await button("Reactivate"));
    const dialog = await dialogOf("Reactivate Marcus Webb?");
    expect(await dialog.findByText(/they have no screen to object on, and call the practice/)).toBeVisible();
    expect(dialog.queryByText(/when they sign in/)).toBeNull();
  });

  it("reactivates with a photo ID where the manager replaced the other factor just before", async () => {
    const person = personOf(
      { ...marcus, status: "deactivated", twoFactor: "none" },
      { deactivatedAt: testNow, may: { ...everything, deactivate: "deactivated", reactivate: "nobody-else" } },
    );
    const face = at("profile", person, { reactivatePerson: ok({ code: "7K3M-9QXT-4B", expiresAt: testNow + 1000 }) });
    await face.user.click(await button("Reactivate"));
    await prove(face, "Reactivate Marcus Webb?", "Reactivate");
    const dialog = await dialogOf("Reactivate Marcus Webb?");
    expect(await dialog.findByText("Say what you looked at.")).toBeVisible();
    expect(face.fake.calls("reactivatePerson")).toEqual([]);
    await face.user.type(dialog.getByLabelText("Photo ID that you looked at"), "badge 4471");
    await face.user.click(dialog.getByRole("button", { name: "Reactivate" }));
    const identity = { kind: "photo-id", reference: "badge 4471" };
    expect(face.fake.calls("reactivatePerson")).toEqual([{ account: marcus.id, identity, ...given }]);
  });
});

describe("Security", () => {
  it("shows e-mail and phone read-only, with a way to the profile", async () => {
    const { user } = at("security", personOf(marcus, { confirmedPhone: null, failures: 2, recoveryCodesLeft: 7 }));
    expect(await screen.findByText("marcus@lakeside.example")).toBeVisible();
    expect(screen.getByText(/^07400 123456 \(not confirmed yet/)).toBeVisible();
    const facts = screen.getAllByRole("term").map((term) => `${term.textContent}: ${term.nextSibling?.textContent}`);
    expect(facts).toContain("Method: Text messages");
    expect(facts).toContain("Recovery codes left: 7");
    expect(facts).toContain("Failed attempts in a row: 2");
    expect(facts).toContain("Password: Chosen");
    expect(facts).toContain("Setup code: None given out");
    expect(screen.getByText(/Text messages are the weaker option/)).toBeVisible();
    expect(screen.queryByLabelText("E-mail")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Edit in Profile" }));
    expect(window.location.hash).toBe(`#/people/${marcus.id}/profile`);
  });

  it("shows since when the app is on, with how many digits, and when it was last used", async () => {
    const authenticator = {
      digits: 7,
      enabledAt: Date.UTC(2026, 2, 4),
      lastUsedAt: Date.UTC(2026, 10, 1, 8, 30),
      phoneVerified: true,
    } as const;
    at("security", personOf({ ...marcus, status: "app", twoFactor: "app" }, { authenticator }));
    expect(await screen.findByText("Authenticator app, 7 digits, since 4 Mar 2026")).toBeVisible();
    expect(screen.getByText("1 Nov 2026, 08:30")).toBeVisible();
  });

  it.each([
    [testNow + 30 * 60_000, "Locked until 14:35."],
    [null, "Locked until support acts."],
  ])("says until when an account is locked (%s)", async (lockedUntil, words) => {
    at("security", personOf({ ...ana, lockedUntil }, { may: { ...everything, unlock: true } }));
    expect(await screen.findByText(words)).toBeVisible();
  });

  it("unlocks, with identity, reason, password and token", async () => {
    const face = at("security", personOf(ana, { may: { ...everything, unlock: true } }), { unlockAccount: ok(null) });
    await face.user.click(await button("Unlock"));
    await help(face, "Unlock Ana Silva?", "Unlock");
    await dialogOf("Ana Silva can sign in again.");
    expect(face.fake.calls("unlockAccount")).toEqual([{ account: ana.id, ...helped }]);
    expect(screen.queryByRole("dialog", { name: "Unlock Ana Silva?" })).toBeNull();
  });

  it("New setup code shows the setup code that comes of it, once", async () => {
    const method = "issueSetupCode";
    const code = ok({ code: "7K3M-9QXT-4B", expiresAt: Date.UTC(2026, 10, 9, 14, 5) });
    const face = at("security", personOf(marcus), { [method]: code });
    await face.user.click(await button("New setup code"));
    await help(face, "New setup code for Marcus Webb?", "Make setup code");
    const shown = await dialogOf("Setup code for Marcus Webb");
    expect(shown.getByText("Works once, until 9 Nov 2026, 14:05.")).toBeVisible();
    expect(shown.getByRole("button", { name: "Print" })).toBeVisible();
    await face.user.click(shown.getByRole("button", { name: "I have passed it on" }));
    await vi.waitFor(() => expect(document.body).not.toHaveTextContent("7K3M"));
    expect(face.fake.calls(method)).toEqual([{ account: marcus.id, ...helped }]);
  });

  it("asks why two-factor is reset, and shows the setup code that comes of it", async () => {
    const code = ok({ code: "7K3M-9QXT-4B", expiresAt: Date.UTC(2026, 10, 9, 14, 5) });
    const face = at("security", personOf(marcus), { resetTwoFactor: code });
    await face.user.click(await button("Reset two-factor"));
    const dialog = await help(face, "Reset two-factor for Marcus Webb?", "Reset");
    expect(await dialog.findByText("Choose why.")).toBeVisible();
    expect(face.fake.calls("resetTwoFactor")).toEqual([]);
    await face.user.click(dialog.getByRole("radio", { name: "The phone is lost or stolen" }));
    await face.user.click(dialog.getByRole("button", { name: "Reset" }));
    await dialogOf("Setup code for Marcus Webb");
    expect(face.fake.calls("resetTwoFactor")).toEqual([{ account: marcus.id, cause: "lost-or-stolen", ...helped }]);
  });

  it("exempts somebody until a day, and shows main's objection at the day", async () => {
    const face = at("security", personOf(marcus), {
      exemptPerson: refuse({ code: "bad-input", fields: { untilOn: "in-the-past" } }),
    });
    await face.user.click(await button("Exempt"));
    const dialog = await dialogOf("Exempt Marcus Webb from the 2FA policy?");
    fireEvent.change(dialog.getByLabelText("Through"), { target: { value: "2026-01-01" } });
    await prove(face, "Exempt Marcus Webb from the 2FA policy?", "Exempt");
    await vi.waitFor(() => expect(dialog.getByLabelText("Through")).toHaveAccessibleDescription(/This day is over/));
    expect(face.fake.calls("exemptPerson")).toEqual([{ account: marcus.id, untilOn: "2026-01-01", ...given }]);
  });

  it("shows a bypass code in threes, for an hour, with nothing to print", async () => {
    const code = ok({ code: "482 113 907", expiresAt: testNow + 3_600_000, signIns: 1 });
    const face = at("security", personOf(marcus), { issueBypassCode: code });
    await face.user.click(await button("Bypass code"));
    await help(face, "Bypass code for Marcus Webb?", "Make code");
    const shown = await dialogOf("Bypass code for Marcus Webb");
    expect(shown.getByText("482").parentElement).toHaveTextContent("482113907");
    expect(shown.getByText("Works once, until 2 Nov 2026, 15:05.")).toBeVisible();
    expect(shown.queryByRole("button", { name: "Print" })).toBeNull();
  });

  it("starts two-factor for somebody with the manager's own password, and no reason", async () => {
    const may = { ...everything, "start-two-factor": true } as const;
    const face = at("security", personOf(elena, { may }), { startTwoFactor: ok(null) });
    await face.user.click(await button("Enable Two-Factor"));
    const dialog = await dialogOf("Enable Two-Factor for Elena Ruiz?");
    expect(dialog.queryByLabelText("Reason")).toBeNull();
    expect(dialog.getByLabelText("Your password")).toHaveAccessibleDescription("Yours, not Elena Ruiz’s.");
    await prove(face, "Enable Two-Factor for Elena Ruiz?", "Enable Two-Factor", "");
    expect(await screen.findByText("Two-factor is started for Elena Ruiz.")).toBeVisible();
    expect(face.fake.calls("startTwoFactor")).toEqual([{ account: elena.id, proof: given.proof }]);
  });

  it("says that a changed number waits, and confirms it", async () => {
    const may = { ...everything, "confirm-number": true } as const;
    const face = at("security", personOf(marcus, { numberWaits: true, confirmedPhone: null, may }), {
      confirmNumber: ok({ confirmed: true }),
    });
    expect(await screen.findByText("The number was changed, and waits")).toBeVisible();
    await face.user.click(await button("Confirm number"));
    await help(face, "Confirm the number of Marcus Webb?", "Confirm number");
    await dialogOf("The number of Marcus Webb is confirmed.");
    expect(face.fake.calls("confirmNumber")).toEqual([{ account: marcus.id, ...helped }]);
  });

  it("leads whoever helps to the support desk", async () => {
    at("security", personOf(marcus));
    const link = await screen.findByRole("link", { name: "Why can’t they sign in?" });
    expect(link).toHaveAttribute("href", `#/support/${marcus.id}`);
  });

  it("says that it was started, and that a setup code has to be typed", async () => {
    at("security", personOf(elena, { startedBy: "Joan Field", setupCodeNeeded: true }));
    expect(await screen.findByText("Started by Joan Field; finished at the next sign-in.")).toBeVisible();
    expect(screen.getByText(/Has to type a setup code/)).toBeVisible();
  });

  it("sends nothing without a reason, and says at the fields what is missing", async () => {
    const { user, fake } = at("security", personOf(marcus));
    await user.click(await button("Reset two-factor"));
    const dialog = await dialogOf("Reset two-factor for Marcus Webb?");
    await user.click(dialog.getByRole("button", { name: "Reset" }));
    await vi.waitFor(() => expect(dialog.getByLabelText("Reason")).toHaveAccessibleDescription(/fill this in/));
    expect(dialog.getByLabelText("Your password")).toHaveAccessibleDescription(/fill this in/);
    expect(fake.calls("resetTwoFactor")).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Keep" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await button("Reset two-factor")).toHaveFocus();
  });

  it("says at the password that it is wrong, and keeps the reason", async () => {
    const because = { code: "wrong-password", triesLeft: 3 } as const;
    const face = at("security", personOf(marcus), { issueSetupCode: refuse({ code: "proof-refused", because }) });
    await face.user.click(await button("New setup code"));
    const dialog = await help(face, "New setup code for Marcus Webb?", "Make setup code");
    const password = dialog.getByLabelText("Your password");
    await vi.waitFor(() => expect(password).toHaveAccessibleDescription(/That is not your password. 3 tries left./));
    expect(dialog.getByLabelText("Reason")).toHaveValue("the phone was lost");
  });

  it("says why main refused after all", async () => {
    const face = at("security", personOf(marcus), {
      issueSetupCode: refuse({ code: "may-not", because: "deactivated" }),
    });
    await face.user.click(await button("New setup code"));
    const dialog = await help(face, "New setup code for Marcus Webb?", "Make setup code");
    expect(await dialog.findByRole("alert")).toHaveTextContent("This account is deactivated. Reactivate it first.");
  });

  const forbidden = [
    ["own-account", /Nobody does this to their own account/],
    ["role", /Ask a practice manager/],
  ] as const;
  it.each(forbidden)("keeps every act in sight where none is allowed (%s), and says why", async (because, words) => {
    const { user } = at("security", personOf(marcus, { may: mayNothing(because) }));
    const names = [
      ...["Unlock", "Bypass code", "Replace phone", "Use text messages", "Reset two-factor", "New setup code"],
      "Enable Two-Factor",
    ];
    for (const name of names) {
      const one = await button(name);
      expect(one).toHaveAttribute("aria-disabled", "true");
      expect(one).toHaveAccessibleDescription(words);
      await user.click(one);
      expect(screen.queryByRole("dialog")).toBeNull();
    }
  });

  it("words what the state of an account leaves to be done", async () => {
    at("security", personOf(marcus));
    expect(await button("Unlock")).toHaveAccessibleDescription("This account is not locked.");
    expect(await button("Enable Two-Factor")).toHaveAccessibleDescription(/has two-factor authentication already/);
    expect(await button("Reset two-factor")).not.toHaveAttribute("aria-disabled");
  });
});

describe("Activity", () => {
  it("lists what happened as sentences, day by day", async () => {
    const entry = (arrival: number, at: number, sentence: string) => ({
      arrival,
      seq: arrival,
      at,
      kind: "signed-in",
      actor: { id: marcus.id, name: marcus.name },
      subject: null,
      sentence,
      changes: [],
      hash: "0".repeat(64),
    });
    at("activity", personOf(marcus), {
      listPersonEntries: ok([
        entry(3, testNow, "Marcus Webb signed in."),
        entry(2, testNow - 86_400_000, "Marcus Webb locked the workstation."),
        entry(1, Date.UTC(2026, 9, 5), "Joan Field added Marcus Webb."),
      ]),
    });
    const days = await screen.findAllByRole("heading", { level: 3 });
    expect(days.map(({ textContent }) => textContent)).toEqual([
      "Today",
      "Yesterday",
      expect.stringMatching(/^Monday,? 5 October 2026$/),
    ]);
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
      "14:05MMarcus Webb signed in.",
      "14:05MMarcus Webb locked the workstation.",
      "00:00MJoan Field added Marcus Webb.",
    ]);
  });

  it("says so where nothing has happened", async () => {
    at("activity", personOf(marcus));
    expect(await screen.findByText("Nothing has happened yet")).toBeVisible();
  });
});
