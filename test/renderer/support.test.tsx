import { act, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ApprovalState, ApprovalView } from "../../src/contract/approvals/views";
import { ok, refuse } from "../../src/contract/result";
import type { SupportCase } from "../../src/contract/support/views";
import type { Role } from "../../src/contract/vocabulary";
import { sessionScreens } from "../../src/renderer/app";
import { SupportScreen } from "../../src/renderer/features/support/support-screen";
import { SessionScreen } from "../../src/renderer/shell/session-screen";
import { caseOf, lockedCase, queueOf } from "../support/cases";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { ownSecurity } from "../support/own-account";
import { ana, clinicOf, elena, marcus, personOf, personRow, priya } from "../support/people";
import { renderFace } from "../support/render-face";

const authenticator = { digits: 7, enabledAt: testNow, lastUsedAt: null, phoneVerified: true } as const;

interface At {
  role?: Role;
  account?: string;
  replies?: FakeReplies;
}

/** Support at its desk, with two-factor on. */
function at({ role = "support", account, replies = {} }: At = {}) {
  const appState = testAppState(role, { session: testSession(role, { twoFactor: "app" }) });
  const known: FakeReplies = {
    ...clinicOf([ana, elena, marcus, priya]),
    getSupportQueue: ok(queueOf()),
    getMySecurity: ok(ownSecurity({ twoFactor: "app", authenticator })),
    ...replies,
  };
  const path = account === undefined ? "/support" : `/support/${account}`;
  return renderFace(<SupportScreen account={account} />, appState, known, path);
}

/** The case of one person, open beside the queue. */
function caseAt(about: SupportCase, replies: FakeReplies = {}, role: Role = "support") {
  const known = { getSupportCase: ok(about), getPerson: ok(personOf(about.person)), ...replies };
  return at({ role, account: about.person.id, replies: known });
}

const button = (name: string | RegExp) => screen.findByRole("button", { name });
const dialogOf = async (name: string) => within(await screen.findByRole("dialog", { name }));
const row = (person: typeof ana, more = {}) => ({ person, since: null, asked: null, ...more });

describe("the queue", () => {
  it("lists who is locked out, who asked for help and about what, and who runs low on recovery codes", async () => {
    const low = { ...marcus, recoveryCodesLeft: 1 };
    const queue = queueOf({
      locked: [row(ana, { since: testNow - 600_000 })],
      asked: [row(priya, { since: testNow - 60_000, asked: "token" })],
      codesLow: [row(low)],
    });
    at({ replies: { getSupportQueue: ok(queue) } });
    const locked = within(await screen.findByRole("region", { name: "Locked out" }));
    expect(locked.getByRole("button", { name: /Ana Silva/ })).toHaveTextContent("Locked until 14:35, since 13:55");
    const asked = within(screen.getByRole("region", { name: "Asked for help" }));
    expect(asked.getByRole("button", { name: /^Dr. Priya Nair/ })).toHaveTextContent("About a token, since 14:04");
    const codes = within(screen.getByRole("region", { name: "Low on recovery codes" }));
    expect(codes.getByRole("button", { name: /Marcus Webb/ })).toHaveTextContent("1 recovery code left");
  });

  it("takes somebody off the list who needs no help any more", async () => {
    const asked = queueOf({ asked: [row(priya, { since: testNow, asked: "password" })] });
    const { user, fake } = at({ replies: { getSupportQueue: ok(asked), closeHelp: ok(null) } });
    const done = await button("Done: Dr. Priya Nair");
    fake.answer({ getSupportQueue: ok(queueOf()) });
    await user.click(done);
    expect(fake.calls("closeHelp")).toEqual([{ account: priya.id }]);
    expect(await screen.findByText("Nobody waits for help")).toBeVisible();
  });

  it("is live: whoever is locked out meanwhile stands there at once", async () => {
    const { fake } = at();
    await screen.findByText("Nobody waits for help");
    fake.answer({ getSupportQueue: ok(queueOf({ locked: [row(ana)] })) });
    act(() => fake.changed("getSupportQueue"));
    expect(await button(/Ana Silva/)).toBeVisible();
  });

  it("says that it could not be read, and reads again", async () => {
    const { user, fake } = at({ replies: { getSupportQueue: refuse({ code: "not-allowed" }) } });
    expect(await screen.findByText("Who waits could not be read")).toBeVisible();
    fake.answer({ getSupportQueue: ok(queueOf()) });
    await user.click(await button("Try again"));
    expect(await screen.findByText("Nobody waits for help")).toBeVisible();
  });

  it("leads to People where more wait than are shown", async () => {
    const queue = { ...queueOf(), locked: { total: 240, rows: [row(ana)] } };
    at({ replies: { getSupportQueue: ok(queue) } });
    expect(await screen.findByRole("link", { name: "239 more in People" })).toHaveAttribute(
      "href",
      "#/people?status=locked",
    );
  });

  it("is gone through with the arrows", async () => {
    const { user } = at({ replies: { getSupportQueue: ok(queueOf({ locked: [row(ana)], codesLow: [row(marcus)] })) } });
    await user.click(await screen.findByRole("searchbox", { name: "Find a person" }));
    await user.keyboard("{ArrowDown}");
    expect(await button(/Ana Silva/)).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    expect(await button(/Marcus Webb/)).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(window.location.hash).toBe(`#/support/${marcus.id}`);
  });
});

describe("the search", () => {
  it("has the focus when the desk is opened: Enter opens the first who waits", async () => {
    const { user } = at({ replies: { getSupportQueue: ok(queueOf({ locked: [row(ana)], codesLow: [row(marcus)] })) } });
    await button(/Ana Silva/);
    expect(screen.getByRole("searchbox", { name: "Find a person" })).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(window.location.hash).toBe(`#/support/${ana.id}`);
  });

  it("shows who fits, and Enter opens the first of them", async () => {
    const { user } = at();
    await user.type(await screen.findByRole("searchbox", { name: "Find a person" }), "elena");
    expect(await button(/Elena Ruiz/)).toHaveTextContent("elena@lakeside.exampleNot set up");
    expect(screen.queryByRole("button", { name: /Marcus Webb/ })).toBeNull();
    await user.keyboard("{Enter}");
    expect(window.location.hash).toBe(`#/support/${elena.id}`);
  });

  it("says how many more fit than it shows", async () => {
    const many = Array.from({ length: 25 }, (_, i) => personRow(i, { name: `Sam Field ${i}` }));
    const { user } = at({ replies: clinicOf(many) });
    await user.type(await screen.findByRole("searchbox", { name: "Find a person" }), "sam");
    expect(await screen.findByText("5 more fit: type more of the name.")).toBeVisible();
    await user.type(screen.getByRole("searchbox"), " field 2");
    await vi.waitFor(() => expect(screen.queryByText(/more fit/)).toBeNull());
  });

  it("says that nobody fits, and leads back to the queue", async () => {
    const { user } = at();
    await user.type(await screen.findByRole("searchbox", { name: "Find a person" }), "nobody like this");
    expect(await screen.findByText("Nobody fits this")).toBeVisible();
    await user.click(await button("Show who waits"));
    expect(await screen.findByText("Nobody waits for help")).toBeVisible();
  });
});

describe("a case", () => {
  it("says why they cannot sign in, and puts the one remedy first", async () => {
    caseAt(lockedCase(ana));
    const panel = within(await screen.findByRole("region", { name: "Ana Silva" }));
    const why = within(await panel.findByRole("region", { name: "Why can’t they sign in?" }));
    expect(why.getByText(/Locked until 14:35/)).toBeVisible();
    expect(why.getByRole("list", { name: "Besides" })).toHaveTextContent("The code was right 1 minute ago.");
    const remedy = why.getByRole("button", { name: "Unlock" });
    expect(remedy).toHaveAccessibleDescription(/Locked until 14:35/);
    await vi.waitFor(() => expect(remedy).toHaveFocus());
    expect(panel.getByText("A code that was right one minute before.")).toBeVisible();
  });

  it("says so where nothing stands in the way", async () => {
    caseAt(caseOf(marcus));
    expect(await screen.findByText("Nothing that Wardkey can see stands in the way.")).toBeVisible();
    expect(screen.getByText("Nobody has tried to sign in with this account lately.")).toBeVisible();
  });

  it("shows the last six attempts, and the others when they are asked for", async () => {
    const attempts = Array.from({ length: 8 }, (_, place) => ({
      at: testNow - place * 60_000,
      ok: place === 0,
      sentence: `Attempt ${place + 1}.`,
    }));
    const { user } = caseAt(lockedCase(ana, { attempts }));
    const last = within(await screen.findByRole("region", { name: "Last attempts" }));
    expect(last.getAllByRole("listitem")).toHaveLength(6);
    expect(last.getAllByRole("listitem")[0]).toHaveTextContent("WorkedAttempt 1.14:05");
    expect(last.getAllByRole("listitem")[1]).toHaveTextContent("FailedAttempt 2.14:04");
    await user.click(last.getByRole("button", { name: "Show 2 more" }));
    expect(last.getAllByRole("listitem")).toHaveLength(8);
    expect(last.getByRole("button", { name: "Show fewer" })).toHaveFocus();
  });

  it("keeps the remedy in sight where the viewer may not, and says why", async () => {
    const may = "manager-account";
    caseAt(lockedCase(ana, { remedy: { act: "unlockAccount", may } }));
    const remedy = await button("Unlock");
    expect(remedy).toHaveAttribute("aria-disabled", "true");
    expect(remedy).toHaveAccessibleDescription(/Only practice managers act on a manager’s account/);
  });

  it.each<[Role, boolean]>([
    ["manager", true],
    ["support", false],
  ])("leads a %s to where the remedy is only if they may go there", async (role, reaches) => {
    caseAt(
      caseOf(ana, { causes: [{ is: "workstation-clock", byMs: 240_000 }], remedy: { act: "correct-clock" } }),
      {},
      role,
    );
    expect(await screen.findByText(/A practice manager does it in Settings/)).toBeVisible();
    expect(screen.queryByRole("link", { name: "Open Settings" }) !== null).toBe(reaches);
  });

  it("lists the other outcomes, those that can be chosen first, each with its key or its reason", async () => {
    caseAt(lockedCase(ana, { may: { ...caseOf(ana).may, unlockAccount: true, issueBypassCode: "no-two-factor" } }));
    const other = within(await screen.findByRole("region", { name: "Other help" }));
    const buttons = other.getAllByRole("button");
    expect(buttons.map((one) => one.getAttribute("aria-keyshortcuts"))).toEqual(["3", "4", "5", "6", "2", "7"]);
    expect(buttons[4]).toHaveAccessibleDescription(/has no two-factor authentication yet/);
  });

  it("opens an outcome by its number, but not where somebody types", async () => {
    const { user } = caseAt(lockedCase(ana));
    await vi.waitFor(async () => expect(await button("Unlock")).toHaveFocus());
    await user.keyboard("5");
    await dialogOf("Reset two-factor for Ana Silva?");
    // Keys go where the focus is, and it comes into the dialog a frame later.
    await vi.waitFor(() => expect(document.activeElement?.closest("[role=dialog]")).not.toBeNull());
    await user.keyboard("{Escape}");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByRole("region", { name: "Ana Silva" })).toBeVisible();
    await user.click(screen.getByRole("searchbox", { name: "Find a person" }));
    await user.keyboard("5");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says that they asked for help, until it is done", async () => {
    const { user, fake } = caseAt(caseOf(ana, { asked: { at: testNow, about: "token" } }), { closeHelp: ok(null) });
    expect(await screen.findByText("Asked for help at 14:05: a token.")).toBeVisible();
    fake.answer({ getSupportCase: ok(caseOf(ana)) });
    await user.click(await button("Done"));
    await vi.waitFor(() => expect(screen.queryByText(/Asked for help at/)).toBeNull());
    expect(fake.calls("closeHelp")).toEqual([{ account: ana.id }]);
  });

  it("says that the account is no longer there", async () => {
    at({ account: ana.id, replies: { getSupportCase: refuse({ code: "no-such-person" }) } });
    expect(await screen.findByText("This account is no longer there")).toBeVisible();
  });

  it("gives the focus back to where it was opened from", async () => {
    const replies: FakeReplies = {
      ...clinicOf([ana, marcus]),
      listMyNotices: ok([]),
      getSupportQueue: ok(queueOf({ locked: [row(ana)], codesLow: [row(marcus)] })),
      getSupportCase: ok(lockedCase(ana)),
      getMySecurity: ok(ownSecurity()),
    };
    const { user } = renderFace(
      <SessionScreen screens={sessionScreens} />,
      testAppState("support"),
      replies,
      "/support",
    );
    await user.click(await button(/Marcus Webb/));
    await vi.waitFor(async () => expect(await button("Unlock")).toHaveFocus());
    await user.keyboard("{Escape}");
    await vi.waitFor(() => expect(screen.getByRole("button", { name: /Marcus Webb/ })).toHaveFocus());
  });

  it("goes back to the queue with Esc", async () => {
    const { user } = caseAt(lockedCase(ana));
    await vi.waitFor(async () => expect(await button("Unlock")).toHaveFocus());
    await user.keyboard("{Escape}");
    expect(window.location.hash).toBe("#/support");
  });
});

const proof = { password: "correct horse", token: "1234567" };

describe("the guided reset", () => {
  it("unlocks after a call-back with eleven keys beside reason and password", async () => {
    const { user, fake } = caseAt(lockedCase(ana), { unlockAccount: ok(null) });
    await vi.waitFor(async () => expect(await button("Unlock")).toHaveFocus());
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await user.keyboard(key);
    };
    await press("{Enter}");
    const dialog = await dialogOf("Unlock Ana Silva?");
    await vi.waitFor(() =>
      expect(dialog.getByRole("radio", { name: "I called back and they answered" })).toHaveFocus(),
    );
    await press("{Enter}");
    expect(dialog.getByLabelText("Reason")).toHaveFocus();
    await user.keyboard("mistyped in a hurry");
    await press("{Enter}");
    await user.keyboard("correct horse");
    await press("{Enter}");
    for (const digit of proof.token) await press(digit);
    expect(await screen.findByRole("dialog", { name: "Ana Silva can sign in again." })).toBeVisible();
    expect(keys).toBe(11);
    expect(fake.calls("unlockAccount")).toEqual([
      { account: ana.id, identity: { kind: "call-back" }, reason: "mistyped in a hurry", proof },
    ]);
  });

  it("says what to say, and what the person is told", async () => {
    const { user } = caseAt(lockedCase({ ...ana, cellPhone: "+447400123456" }), { unlockAccount: ok(null) });
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
    await user.type(dialog.getByLabelText("Reason"), "on the phone{Enter}correct horse{Enter}1234567");
    const done = await dialogOf("Ana Silva can sign in again.");
    expect(done.getByText(/You can try again now/)).toBeVisible();
    expect(done.getByText(/Ana Silva gets a text message to •••• 3456/)).toBeVisible();
    await vi.waitFor(() => expect(done.getByRole("button", { name: "Done" })).toHaveFocus());
    await user.keyboard("{Enter}");
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("shows the number only when it is about to be called", async () => {
    const { user } = caseAt(lockedCase(ana));
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    expect(dialog.getByText("•••• 3456")).toBeVisible();
    expect(dialog.queryByText("07400 123456")).toBeNull();
    await user.click(dialog.getByRole("button", { name: "Show number" }));
    expect(dialog.getByText("07400 123456")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Hide number" })).toHaveFocus();
  });

  it.each([
    ["number-changed", /changed within the last 14 days/],
    ["number-waits", /is not confirmed/],
    ["no-phone", /There is no number on file/],
  ] as const)("offers no call-back where the number does not serve (%s), and says why", async (refused, words) => {
    const { user } = caseAt(lockedCase(ana, { identity: { callBack: { refused } } }));
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    const callBack = dialog.getByRole("radio", { name: "I called back and they answered" });
    expect(callBack).toBeDisabled();
    expect(callBack).toHaveAccessibleDescription(words);
    await vi.waitFor(() => expect(dialog.getByRole("radio", { name: "I saw a photo ID, in person" })).toHaveFocus());
  });

  it("takes a photo ID only with what was looked at", async () => {
    const { user, fake } = caseAt(lockedCase(ana), { unlockAccount: ok(null) });
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.click(dialog.getByRole("radio", { name: "I saw a photo ID, in person" }));
    await user.type(dialog.getByLabelText("Reason"), "at the desk");
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.type(dialog.getByLabelText("Authorization token"), "1234567");
    expect(await dialog.findByText("Say what you looked at.")).toBeVisible();
    expect(fake.calls("unlockAccount")).toEqual([]);
    expect(dialog.getByLabelText("What you looked at")).toHaveFocus();
    await user.keyboard("badge 4471{Enter}");
    await dialogOf("Ana Silva can sign in again.");
    expect(fake.calls("unlockAccount")[0]?.identity).toEqual({ kind: "photo-id", reference: "badge 4471" });
  });

  it("says that it was not made sure who asks", async () => {
    const { user, fake } = caseAt(lockedCase(ana), { unlockAccount: ok(null) });
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.type(dialog.getByLabelText("Reason"), "they called");
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.type(dialog.getByLabelText("Authorization token"), "1234567");
    expect(await dialog.findByText("Choose how you made sure.")).toBeVisible();
    expect(fake.calls("unlockAccount")).toEqual([]);
  });

  it("warns of pressure, and of whoever knows a lot", async () => {
    const { user } = caseAt(lockedCase(ana));
    await user.click(await button("Unlock"));
    expect(await screen.findByText(/A call that came in proves nothing/)).toBeVisible();
  });

  it("marks a refused token, so that the next one takes its place", async () => {
    const because = { code: "wrong-token", triesLeft: 3 } as const;
    const { user, fake } = caseAt(lockedCase(ana), { unlockAccount: refuse({ code: "proof-refused", because }) });
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
    await user.type(dialog.getByLabelText("Reason"), "on the phone{Enter}correct horse{Enter}1234567");
    expect(await dialog.findByText(/That code didn't match/)).toBeVisible();
    fake.answer({ unlockAccount: ok(null) });
    await user.keyboard("7654321");
    await dialogOf("Ana Silva can sign in again.");
    expect(fake.calls("unlockAccount").map((input) => input.proof.token)).toEqual(["1234567", "7654321"]);
  });

  it("says why main refused after all", async () => {
    const { user } = caseAt(lockedCase(ana), { unlockAccount: refuse({ code: "may-not", because: "same-person" }) });
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
    await user.type(dialog.getByLabelText("Reason"), "on the phone{Enter}correct horse{Enter}1234567");
    expect(await dialog.findByRole("alert")).toHaveTextContent("This account has the same phone as yours");
  });

  it("can be turned to another outcome, by its number too; what cannot be done says why", async () => {
    const { user } = caseAt(lockedCase(ana));
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.click(dialog.getByRole("button", { name: "Change" }));
    expect(dialog.getByRole("radio", { name: "Unlock" })).toHaveFocus();
    const confirm = dialog.getByRole("radio", { name: "Confirm number" });
    expect(confirm).toBeDisabled();
    expect(confirm).toHaveAccessibleDescription("No changed number waits to be confirmed.");
    await user.keyboard("3");
    const other = await dialogOf("Replace the phone of Ana Silva?");
    expect(other.getByRole("radio", { name: "Replace phone" })).toBeChecked();
    await user.keyboard("7");
    expect(other.getByRole("radio", { name: "Replace phone" })).toBeChecked();
  });

  it("asks why a phone is replaced, and shows the code that comes of it, and what the person is told", async () => {
    const code = ok({ code: "7K3M-9QXT-4B", expiresAt: Date.UTC(2026, 10, 9, 14, 5) });
    const { user, fake } = caseAt(lockedCase(ana), { replacePhone: code });
    await user.click(await button("Replace phone"));
    const dialog = await dialogOf("Replace the phone of Ana Silva?");
    await vi.waitFor(() => expect(dialog.getByRole("radio", { name: "The phone is lost or stolen" })).toHaveFocus());
    await user.keyboard("{Enter}");
    expect(dialog.getByRole("radio", { name: "The phone is lost or stolen" })).toBeChecked();
    await user.keyboard("{Enter}the phone fell into a lake{Enter}correct horse{Enter}1234567");
    const shown = await dialogOf("Setup code for Ana Silva");
    expect(shown.getByText(/type this code where Wardkey asks for it/)).toBeVisible();
    expect(shown.getByText(/Ana Silva sees at the next sign-in what was done/)).toBeVisible();
    expect(shown.getByRole("button", { name: "Print" })).toBeVisible();
    expect(fake.calls("replacePhone")).toEqual([
      {
        account: ana.id,
        cause: "lost-or-stolen",
        identity: { kind: "call-back" },
        reason: "the phone fell into a lake",
        proof,
      },
    ]);
    await user.click(shown.getByRole("button", { name: "I have passed it on" }));
    await vi.waitFor(() => expect(document.body).not.toHaveTextContent("7K3M"));
  });

  it("gives a bypass code for a shift", async () => {
    const code = ok({ code: "482 113 907", expiresAt: testNow + 8 * 3_600_000, signIns: 5 });
    const { user, fake } = caseAt(lockedCase(ana), { issueBypassCode: code });
    await user.click(await button("Bypass code"));
    const dialog = await dialogOf("Bypass code for Ana Silva?");
    const signIns = dialog.getByRole("spinbutton", { name: "Sign-ins" });
    await user.clear(signIns);
    await user.type(signIns, "50");
    expect(dialog.getByText("From 1 to 20.")).toBeVisible();
    await user.clear(signIns);
    await user.type(signIns, "5");
    const hours = dialog.getByRole("spinbutton", { name: "Hours" });
    await user.clear(hours);
    await user.type(hours, "8");
    await user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
    await user.type(dialog.getByLabelText("Reason"), "phone left at home{Enter}correct horse{Enter}1234567");
    const shown = await dialogOf("Bypass code for Ana Silva");
    expect(shown.getByText("Works for 5 sign-ins, until 2 Nov 2026, 22:05.")).toBeVisible();
    expect(fake.calls("issueBypassCode")[0]).toMatchObject({ signIns: 5, hours: 8 });
  });

  it("says that a number takes one more person", async () => {
    const may = { ...caseOf(ana).may, confirmNumber: true } as const;
    const { user } = caseAt(caseOf(ana, { may }), { confirmNumber: ok({ confirmed: false }) });
    await user.click(await button("Confirm number"));
    const dialog = await dialogOf("Confirm the number of Ana Silva?");
    await user.click(dialog.getByRole("radio", { name: "I saw a photo ID, in person" }));
    await user.type(
      dialog.getByLabelText("What you looked at"),
      "badge 4471{Enter}seen{Enter}correct horse{Enter}1234567",
    );
    await dialogOf("You confirmed the number of Ana Silva. It takes one more person.");
  });
});

describe("a guided reset that takes a second manager", () => {
  const ruth = { ...elena, name: "Ruth Kane", role: "manager" } as const;
  const approval: ApprovalView = {
    id: "b".repeat(26),
    act: "resetTwoFactor",
    sentence: "Reset two-factor for Ruth Kane (new phone). Reason: she called.",
    asker: { id: "a".repeat(26), name: "Joan Field" },
    subject: { id: ruth.id, name: ruth.name },
    askedAt: testNow,
    expectedAt: testNow + 3_600_000,
    objection: null,
    endsAt: testNow + 7_200_000,
    approvedBy: null,
    approvedUntil: null,
    state: "asked",
    mine: true,
    parameters: {},
    alone: false,
    mayDecline: true,
  };

  it("holds what was asked for, but not who asks: that may take another way by then", async () => {
    let now: ApprovalState = { is: "needed" };
    const may = { ...caseOf(ruth).may, resetTwoFactor: "second-manager" } as const;
    const code = ok({ code: "7K3M-9QXT-4B", expiresAt: testNow + 1000 });
    const { user, fake } = caseAt(
      caseOf(ruth, { may }),
      {
        getApproval: () => ok(now),
        askApproval: () => {
          now = { is: "asked", approval };
          return ok(approval);
        },
        approveAct: () => {
          const sam = { id: "c".repeat(26), name: "Sam Cole" };
          now = {
            is: "asked",
            approval: { ...approval, state: "approved", approvedBy: sam, approvedUntil: testNow + 900_000 },
          };
          return ok(approval);
        },
        resetTwoFactor: code,
      },
      "manager",
    );
    await user.click(await button("Reset two-factor"));
    const dialog = await dialogOf("Reset two-factor for Ruth Kane?");
    await user.click(dialog.getByRole("radio", { name: "A new phone" }));
    await user.type(dialog.getByLabelText("Reason"), "she called");
    await user.click(await dialog.findByRole("button", { name: "Ask for a second manager" }));
    await dialog.findByText("Waiting for a second manager");
    const parameters = { account: ruth.id, cause: "new-phone", reason: "she called" };
    expect(fake.calls("askApproval")).toEqual([{ act: "resetTwoFactor", parameters }]);
    expect(dialog.getByRole("radio", { name: "A new phone" })).toBeDisabled();
    expect(dialog.getByRole("button", { name: "Change" })).toBeDisabled();
    await user.type(dialog.getByLabelText("E-mail of the second manager"), "sam@lakeside.example");
    await user.type(dialog.getByLabelText("Password of the second manager"), "another password");
    await user.type(dialog.getByLabelText("Token of the second manager"), "7654321");
    await user.click(dialog.getByRole("button", { name: "Approve as second manager" }));
    await dialog.findByText("Approved by Sam Cole");
    await user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
    await user.keyboard("{Enter}correct horse{Enter}1234567");
    await dialogOf("Setup code for Ruth Kane");
    expect(fake.calls("resetTwoFactor")).toEqual([{ ...parameters, identity: { kind: "call-back" }, proof }]);
  });

  it("asks nobody for support, which acts on no manager", async () => {
    const { user, fake } = caseAt(lockedCase(ana));
    await user.click(await button("Unlock"));
    await dialogOf("Unlock Ana Silva?");
    expect(fake.calls("getApproval").every(({ act }) => act === "exportEntries")).toBe(true);
  });
});

describe("emergency access", () => {
  it("takes the own password alone: the emergency codes stand for the second factor", async () => {
    const session = testSession("manager", { twoFactor: "app", emergencyUntil: testNow + 3_600_000 });
    const known: FakeReplies = {
      ...clinicOf([ana]),
      getSupportQueue: ok(queueOf()),
      getMySecurity: ok(ownSecurity({ twoFactor: "app", authenticator })),
      getSupportCase: ok(lockedCase(ana)),
      getPerson: ok(personOf(ana)),
      unlockAccount: ok(null),
    };
    const part = <SupportScreen account={ana.id} />;
    const { user, fake } = renderFace(part, testAppState("emergency-access", { session }), known, `/support/${ana.id}`);
    await user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await user.click(dialog.getByRole("radio", { name: "I called back and they answered" }));
    expect(dialog.queryByLabelText("Authorization token")).toBeNull();
    await user.keyboard("{Enter}nobody else is here{Enter}correct horse{Enter}");
    await dialogOf("Ana Silva can sign in again.");
    expect(fake.calls("unlockAccount")[0]?.proof).toEqual({ password: "correct horse", token: null });
  });
});

describe("a second person vouches", () => {
  const vouching = { id: "v".repeat(26), by: { id: elena.id, name: "Elena Ruiz" }, until: testNow + 15 * 60_000 };

  async function begin(replies: FakeReplies) {
    const face = caseAt(lockedCase(ana), { unlockAccount: ok(null), ...replies });
    await face.user.click(await button("Unlock"));
    const dialog = await dialogOf("Unlock Ana Silva?");
    await face.user.click(dialog.getByRole("radio", { name: "A colleague vouches for them, here" }));
    return { ...face, dialog };
  }

  it("with their own password, for exactly this act; their name and the time left stand there", async () => {
    const { user, fake, dialog } = await begin({ vouchFor: ok(vouching) });
    await user.type(
      dialog.getByLabelText("E-mail of whoever vouches"),
      "elena@lakeside.example{Enter}four grey herons{Enter}",
    );
    expect(await dialog.findByText("Vouched by Elena Ruiz")).toBeVisible();
    expect(dialog.getByText(/^1[45]:\d\d left$/)).toBeVisible();
    expect(fake.calls("vouchFor")).toEqual([
      {
        act: "unlockAccount",
        parameters: { account: ana.id },
        email: "elena@lakeside.example",
        password: "four grey herons",
      },
    ]);
    expect(dialog.getByLabelText("Reason")).toHaveFocus();
    await user.keyboard("on the ward{Enter}correct horse{Enter}1234567");
    await dialogOf("Ana Silva can sign in again.");
    expect(fake.calls("unlockAccount")[0]?.identity).toEqual({ kind: "voucher", vouching: vouching.id });
    expect(document.body).not.toHaveTextContent("four grey herons");
  });

  it("holds for nothing else: another outcome asks for it again", async () => {
    const { user, dialog } = await begin({ vouchFor: ok(vouching) });
    await user.type(
      dialog.getByLabelText("E-mail of whoever vouches"),
      "elena@lakeside.example{Enter}four grey herons{Enter}",
    );
    await dialog.findByText("Vouched by Elena Ruiz");
    await user.click(dialog.getByRole("button", { name: "Change" }));
    await user.click(dialog.getByRole("radio", { name: "New setup code" }));
    expect(screen.queryByText("Vouched by Elena Ruiz")).toBeNull();
    expect(screen.getByLabelText("E-mail of whoever vouches")).toHaveValue("");
  });

  it("is asked for again where main says that it is over", async () => {
    const { user, dialog } = await begin({
      vouchFor: ok(vouching),
      unlockAccount: refuse({ code: "identity-refused", because: "vouching-over" }),
    });
    await user.type(
      dialog.getByLabelText("E-mail of whoever vouches"),
      "elena@lakeside.example{Enter}four grey herons{Enter}",
    );
    await dialog.findByText("Vouched by Elena Ruiz");
    await user.keyboard("on the ward{Enter}correct horse{Enter}1234567");
    expect(await dialog.findByText(/vouched for too long ago/)).toBeVisible();
    expect(await dialog.findByLabelText("E-mail of whoever vouches")).toBeVisible();
  });

  it("says why it was refused, beside their fields", async () => {
    const { user, dialog } = await begin({
      vouchFor: refuse({ code: "identity-refused", because: "voucher-is-helper" }),
    });
    await user.type(
      dialog.getByLabelText("E-mail of whoever vouches"),
      "joan@lakeside.example{Enter}correct horse{Enter}",
    );
    expect(await dialog.findByText(/Nobody vouches for what they do themselves/)).toBeVisible();
  });
});
