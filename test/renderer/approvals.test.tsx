import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { ApprovalState, ApprovalView, WaitingAct } from "../../src/contract/approvals/views";
import { ok, refuse } from "../../src/contract/result";
import { identityWords } from "../../src/contract/support/messages";
import type { Role } from "../../src/contract/vocabulary";
import { SignInScreen } from "../../src/renderer/features/authentication/sign-in-screen";
import { PersonActDialog } from "../../src/renderer/features/people/person-act-dialog";
import { RoleDialog } from "../../src/renderer/features/people/role-dialog";
import { SecurityTab } from "../../src/renderer/features/people/security-tab";
import { LockScreen } from "../../src/renderer/features/session/lock-screen";
import { banners } from "../../src/renderer/signed-in";
import { caseOf } from "../support/cases";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { everything, marcus, mayNothing, personOf, personRow } from "../support/people";
import { renderFace } from "../support/render-face";

const HOUR = 3_600_000;
const ruth = personRow(9, { name: "Ruth Kane", email: "ruth@lakeside.example", role: "manager" });
const joan = { id: "a".repeat(26), name: "Joan Field" };

const asked: ApprovalView = {
  id: "b".repeat(26),
  act: "resetTwoFactor",
  sentence: "Reset two-factor for Ruth Kane (new phone). Reason: she called.",
  asker: joan,
  subject: { id: ruth.id, name: ruth.name },
  askedAt: testNow - HOUR,
  expectedAt: testNow + 71 * HOUR,
  endsAt: testNow + 239 * HOUR,
  approvedBy: null,
  approvedUntil: null,
  state: "asked",
  objection: null,
  mine: true,
  parameters: { account: ruth.id, cause: "new-phone", reason: "she called" },
  alone: false,
  mayDecline: true,
};
const approved: ApprovalView = {
  ...asked,
  state: "approved",
  approvedBy: { id: "c".repeat(26), name: "Sam Cole" },
  approvedUntil: testNow + 15 * 60_000,
};
const is = (approval: ApprovalView): ApprovalState => ({ is: "asked", approval });

const manager = (more = {}) =>
  testAppState("manager", { session: testSession("manager", { twoFactor: "app" }), ...more });

/** Main as it would answer one manager about the deactivation of another. */
function mainWith(first: ApprovalState) {
  const state = { now: first };
  const replies: FakeReplies = {
    getApproval: () => ok(state.now),
    askApproval: () => {
      state.now = is(asked);
      return ok(asked);
    },
    approveAct: () => {
      state.now = is(approved);
      return ok(approved);
    },
    declineAct: () => {
      state.now = { is: "needed" };
      return ok(null);
    },
    deactivatePerson: ok(null),
  };
  return { state, replies };
}

function openDeactivation(first: ApprovalState = { is: "needed" }, more: FakeReplies = {}) {
  const { state, replies } = mainWith(first);
  const onClose = vi.fn();
  const person = personOf(ruth);
  const face = renderFace(<PersonActDialog act="deactivate" person={person} onClose={onClose} />, manager(), {
    ...replies,
    ...more,
  });
  const dialog = async () => within(await screen.findByRole("dialog", { name: "Deactivate Ruth Kane?" }));
  return { ...face, state, dialog, onClose };
}

const ASK = "Ask for a second manager";
const APPROVE = "Approve as second manager";

type Dialog = ReturnType<typeof within>;

async function typeSecond({ user }: ReturnType<typeof openDeactivation>, dialog: Dialog) {
  await user.type(await dialog.findByLabelText("E-mail of the second manager"), "sam@lakeside.example");
  await user.type(dialog.getByLabelText("Password of the second manager"), "another password");
  await user.type(dialog.getByLabelText("Token of the second manager"), "7654321");
  await user.click(dialog.getByRole("button", { name: APPROVE }));
}

describe("an act that takes a second manager", () => {
  it("is asked for with its reason, approved here by the second manager, and done with one's own proof", async () => {
    const face = openDeactivation();
    const { user, fake } = face;
    const dialog = await face.dialog();
    await dialog.findByText(/This takes a second manager/);
    expect(dialog.queryByLabelText("Your password")).toBeNull();
    expect(dialog.queryByRole("button", { name: "Deactivate" })).toBeNull();
    await user.type(dialog.getByLabelText("Reason"), "on leave");
    await user.click(dialog.getByRole("button", { name: ASK }));

    await dialog.findByText("Waiting for a second manager");
    const parameters = { account: ruth.id, reason: "on leave" };
    expect(fake.calls("askApproval")).toEqual([{ act: "deactivatePerson", parameters }]);
    expect(fake.calls("getApproval").at(-1)).toEqual({ act: "deactivatePerson", parameters });
    expect(dialog.getByText(asked.sentence)).toBeVisible();
    expect(
      dialog.getByText(/Without an answer you may go on about Thursday,? 5 November: after 72 hours/),
    ).toBeVisible();
    expect(dialog.getByLabelText("Reason")).toBeDisabled();
    expect(dialog.queryByLabelText("Your password")).toBeNull();
    expect(dialog.getByRole("button", { name: "Deactivate" })).toHaveAccessibleDescription(/has to approve it first/);

    // Whoever comes to the keyboard now types where the focus is.
    expect(dialog.getByLabelText("E-mail of the second manager")).toHaveFocus();
    await typeSecond(face, dialog);
    expect(fake.calls("approveAct")).toEqual([
      { approval: asked.id, email: "sam@lakeside.example", password: "another password", token: "7654321" },
    ]);
    expect(await dialog.findByText("Approved by Sam Cole")).toBeVisible();
    expect(dialog.getByText(/within 15:00|within 14:5/)).toBeVisible();
    expect(dialog.queryByLabelText("Password of the second manager")).toBeNull();
    expect(dialog.getByLabelText("Your password")).toHaveFocus();

    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.type(dialog.getByLabelText("Authorization token"), "1234567");
    await user.click(dialog.getByRole("button", { name: "Deactivate" }));
    await vi.waitFor(() => expect(face.onClose).toHaveBeenCalled());
    expect(fake.calls("deactivatePerson")).toEqual([
      { ...parameters, proof: { password: "correct horse", token: "1234567" } },
    ]);
  });

  it("asks for nothing before there is a reason", async () => {
    const face = openDeactivation();
    const dialog = await face.dialog();
    await face.user.click(await dialog.findByRole("button", { name: ASK }));
    await vi.waitFor(() => expect(dialog.getByLabelText("Reason")).toHaveAccessibleDescription(/fill this in/));
    expect(face.fake.calls("askApproval")).toEqual([]);
  });

  it("is asked for by Enter in the reason", async () => {
    const face = openDeactivation();
    const dialog = await face.dialog();
    await dialog.findByRole("button", { name: ASK });
    await face.user.type(dialog.getByLabelText("Reason"), "on leave{Enter}");
    expect(await dialog.findByText("Waiting for a second manager")).toBeVisible();
    expect(face.fake.calls("deactivatePerson")).toEqual([]);
  });

  it("goes on where it was asked for before", async () => {
    const face = openDeactivation(
      { is: "needed" },
      {
        askApproval: () => {
          face.state.now = is(asked);
          return refuse({ code: "not-now", because: "already-asked" });
        },
      },
    );
    const dialog = await face.dialog();
    await face.user.type(dialog.getByLabelText("Reason"), "on leave");
    await face.user.click(await dialog.findByRole("button", { name: ASK }));
    expect(await dialog.findByText("Waiting for a second manager")).toBeVisible();
    expect(dialog.queryByRole("alert")).toBeNull();
  });

  it.each([
    [refuse({ code: "wrong-credentials" }), "alert", /That didn't work/],
    [refuse({ code: "may-not", because: "own-asking" }), "alert", /Nobody approves what they asked for/],
    [refuse({ code: "may-not", because: "not-a-manager" }), "alert", /no practice manager’s/],
    [refuse({ code: "not-now", because: "two-factor-off" }), "alert", /has no two-factor authentication/],
    [refuse({ code: "locked", until: testNow + 60_000 }), "alert", /Locked until 14:06/],
    [refuse({ code: "wrong-token", triesLeft: 3 }), "token", /didn't match. 3 tries left/],
  ] as const)("says why an approval was refused (%j), and keeps what was typed", async (answer, where, words) => {
    const face = openDeactivation({ is: "needed" }, { approveAct: answer });
    const dialog = await face.dialog();
    await face.user.type(dialog.getByLabelText("Reason"), "on leave");
    await face.user.click(await dialog.findByRole("button", { name: ASK }));
    await typeSecond(face, dialog);
    if (where === "alert") expect(await dialog.findByRole("alert")).toHaveTextContent(words);
    const token = dialog.getByLabelText("Token of the second manager");
    if (where === "token") await vi.waitFor(() => expect(token).toHaveAccessibleDescription(words));
    expect(token).toHaveValue("7654321");
    expect(face.fake.calls("deactivatePerson")).toEqual([]);
  });

  it("is withdrawn, and can be changed then", async () => {
    const face = openDeactivation();
    const dialog = await face.dialog();
    await face.user.type(dialog.getByLabelText("Reason"), "on leave");
    await face.user.click(await dialog.findByRole("button", { name: ASK }));
    await face.user.click(await dialog.findByRole("button", { name: "Withdraw" }));
    await dialog.findByRole("button", { name: ASK });
    expect(dialog.getByLabelText("Reason")).toBeEnabled();
    expect(dialog.getByLabelText("Reason")).toHaveValue("on leave");
    expect(face.fake.calls("declineAct")).toEqual([{ approval: asked.id, reason: "Withdrawn by the one who asked." }]);
  });

  it("says who objected and why, and takes a third manager's answer or is withdrawn", async () => {
    const face = openDeactivation({ is: "needed" });
    const dialog = await face.dialog();
    await face.user.type(dialog.getByLabelText("Reason"), "on leave");
    await face.user.click(await dialog.findByRole("button", { name: ASK }));
    await dialog.findByText("Waiting for a second manager");
    const objection = { by: { id: "c".repeat(26), name: "Sam Cole" }, reason: "she is here" };
    face.state.now = { is: "asked", approval: { ...asked, state: "objected", objection } };
    face.fake.changed("getApproval");
    expect(await dialog.findByText("Sam Cole objects")).toBeVisible();
    expect(dialog.getByText(/^Reason: she is here\. A third manager can decide below/)).toBeVisible();
    expect(dialog.getByLabelText("E-mail of the second manager")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Withdraw" })).toBeVisible();
  });

  it("may be done alone once nobody has answered, with a word about it", async () => {
    const waited = { ...asked, state: "waited" } as const;
    const face = openDeactivation(is(waited));
    const dialog = await face.dialog();
    expect(await dialog.findByText("Nobody has answered")).toBeVisible();
    expect(dialog.getByLabelText("Your password")).toBeVisible();
    expect(dialog.getByRole("button", { name: "Deactivate" })).not.toHaveAttribute("aria-disabled");
  });

  it("asks only where it takes one: giving another role than manager does not", async () => {
    const replies: FakeReplies = {
      getApproval: ({ parameters }) => ok({ is: parameters["role"] === "manager" ? "needed" : "not-needed" }),
    };
    const { user } = renderFace(<RoleDialog person={personOf(marcus)} onClose={() => {}} />, manager(), replies);
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("radio", { name: "Practice manager" }));
    expect(await dialog.findByRole("button", { name: ASK })).toBeVisible();
    await user.click(dialog.getByRole("radio", { name: "Support" }));
    expect(await dialog.findByRole("button", { name: "Change role" })).toBeVisible();
    expect(dialog.queryByText(/This takes a second manager/)).toBeNull();
  });

  it("holds the role that was asked for", async () => {
    const { replies } = mainWith({ is: "needed" });
    const { user } = renderFace(<RoleDialog person={personOf(marcus)} onClose={() => {}} />, manager(), replies);
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("radio", { name: "Practice manager" }));
    await user.type(dialog.getByLabelText("Reason"), "owner");
    await user.click(await dialog.findByRole("button", { name: ASK }));
    await dialog.findByText("Waiting for a second manager");
    for (const radio of dialog.getAllByRole("radio")) expect(radio).toBeDisabled();
  });

  it("looks again where main refuses for want of one", async () => {
    const face = openDeactivation(
      { is: "not-needed" },
      {
        deactivatePerson: () => {
          face.state.now = { is: "needed" };
          return refuse({ code: "may-not", because: "second-manager" });
        },
      },
    );
    const dialog = await face.dialog();
    await face.user.type(dialog.getByLabelText("Reason"), "on leave");
    await face.user.type(dialog.getByLabelText("Your password"), "correct horse");
    await face.user.type(dialog.getByLabelText("Authorization token"), "1234567");
    await face.user.click(dialog.getByRole("button", { name: "Deactivate" }));
    expect(await dialog.findByRole("button", { name: ASK })).toBeVisible();
    expect(dialog.getByLabelText("Reason")).toHaveValue("on leave");
  });
});

describe("a manager's page", () => {
  it("offers every act, and says that each takes a second manager", async () => {
    const may = { ...mayNothing("second-manager"), unlock: "not-locked" } as const;
    renderFace(<SecurityTab person={personOf(ruth, { may })} onEditProfile={() => {}} />, manager());
    const reset = await screen.findByRole("button", { name: "Reset two-factor" });
    expect(reset).not.toHaveAttribute("aria-disabled");
    expect(screen.getAllByText("Takes a second manager.").length).toBeGreaterThan(1);
    expect(screen.getByRole("button", { name: "Unlock" })).toHaveAttribute("aria-disabled", "true");
  });

  it("says it once where all of them do", async () => {
    renderFace(
      <SecurityTab person={personOf(ruth, { may: mayNothing("second-manager") })} onEditProfile={() => {}} />,
      manager(),
    );
    const said = await screen.findAllByText(/^This takes a second manager, who is asked for/);
    expect(said[0]).toBeVisible();
    expect(screen.queryByText("Takes a second manager.")).toBeNull();
  });

  it("says nothing of it for a member", async () => {
    renderFace(<SecurityTab person={personOf(marcus, { may: everything })} onEditProfile={() => {}} />, manager());
    await screen.findByRole("button", { name: "Reset two-factor" });
    expect(screen.queryByText(/second manager/)).toBeNull();
  });
});

const waits: WaitingAct = {
  ...{ id: asked.id, sentence: asked.sentence, state: "asked", expectedAt: asked.expectedAt },
  ...{ alone: false, mine: null },
};

describe("what waits, on every screen", () => {
  const frame: FakeReplies = { listMyNotices: ok([]) };

  it("is said with its sentence to a manager, who finds the list behind it", async () => {
    const replies = { ...frame, listApprovals: ok([asked]) };
    const { user } = renderFace(banners, manager({ waiting: [waits] }), replies);
    expect(await screen.findByText("Something waits for a second manager")).toBeVisible();
    expect(screen.getByText(new RegExp(asked.sentence.replace(/[()]/g, "\\$&")))).toHaveTextContent(
      /Any other manager can object\. Without an answer it goes ahead about Thursday,? 5 November/,
    );
    await user.click(screen.getByRole("button", { name: "Show what waits" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Waits for a second manager" }));
    expect(await dialog.findByText(asked.sentence)).toBeVisible();
  });

  it.each(["support", "member"] as Role[])("is said in general to %s, without a way to it", async (role) => {
    const waiting = [{ ...waits, sentence: null }];
    renderFace(banners, testAppState(role as "member", { waiting }), frame);
    expect(await screen.findByText(/A manager has asked for something that takes two/)).toBeVisible();
    expect(screen.queryByText(/Ruth/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Show what waits" })).toBeNull();
  });

  it("is said in general on the sign-in and on the locked screen", async () => {
    const waiting = [
      { ...waits, sentence: null },
      { ...waits, id: "d", sentence: null },
    ];
    const signIn = renderFace(<SignInScreen />, testAppState("signed-out", { waiting }));
    expect(await screen.findByText("2 things wait for a second manager")).toBeVisible();
    signIn.unmount();
    renderFace(<LockScreen />, testAppState("locked", { waiting }));
    expect(await screen.findByText("2 things wait for a second manager")).toBeVisible();
    expect(screen.getByLabelText("Password")).toBeVisible();
  });

  it("is nothing where nothing waits", async () => {
    renderFace(<SignInScreen />, testAppState("signed-out"));
    await screen.findByLabelText("Password");
    expect(screen.queryByText(/second manager/)).toBeNull();
  });
});

describe("the list of what waits", () => {
  async function openList(list: readonly ApprovalView[], more: FakeReplies = {}, session = {}) {
    const appState = manager({
      waiting: [waits],
      session: testSession("manager", { twoFactor: "app", ...session }),
    });
    const face = renderFace(banners, appState, {
      listMyNotices: ok([]),
      listApprovals: ok(list),
      getMyProfile: ok({ email: "sam@lakeside.example" } as never),
      ...more,
    });
    await face.user.click(await screen.findByRole("button", { name: "Show what waits" }));
    return { ...face, list: within(await screen.findByRole("dialog", { name: "Waits for a second manager" })) };
  }
  const theirs: ApprovalView = { ...asked, mine: false, parameters: null };

  it("lets the second manager approve with their own password and token", async () => {
    const { user, fake, list } = await openList([theirs], { approveAct: ok(approved) });
    expect(await list.findByText(/Asked by Joan Field, 13:05\./)).toBeVisible();
    await user.click(list.getByRole("button", { name: "Approve" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Approve this?" }));
    expect(await dialog.findByLabelText("E-mail of the second manager")).toHaveValue("sam@lakeside.example");
    await user.type(dialog.getByLabelText("Password of the second manager"), "another password");
    await user.type(dialog.getByLabelText("Token of the second manager"), "7654321");
    await user.click(dialog.getByRole("button", { name: APPROVE }));
    expect(await screen.findByText(/It is approved/)).toBeVisible();
    expect(fake.calls("approveAct")).toHaveLength(1);
  });

  it("sends a token to a manager who is signed in and gets them by text", async () => {
    const security = { hasGateway: true, confirmedPhone: "+447400123456", pendingToken: null };
    const { user, list } = await openList([theirs], { getMySecurity: ok(security as never) }, { twoFactor: "text" });
    await user.click(await list.findByRole("button", { name: "Approve" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Approve this?" }));
    expect(await dialog.findByRole("button", { name: "Text me a token" })).toBeVisible();
  });

  it("refuses with a reason", async () => {
    const { user, fake, list } = await openList([theirs], { declineAct: ok(null) });
    await user.click(await list.findByRole("button", { name: "Object" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Object to this?" }));
    await user.type(dialog.getByLabelText("Reason"), "she did not call");
    await user.click(dialog.getByRole("button", { name: "Object" }));
    await vi.waitFor(() =>
      expect(fake.calls("declineAct")).toEqual([{ approval: asked.id, reason: "she did not call" }]),
    );
  });

  it("has nothing to refuse for whom main says so", async () => {
    const { list } = await openList([{ ...theirs, mayDecline: false }]);
    await list.findByText(asked.sentence);
    expect(list.queryByRole("button", { name: "Object" })).toBeNull();
  });

  it("goes on with one's own asking exactly as it was asked for, and shows the code that comes of it", async () => {
    const code = ok({ code: "7K3M-9QXT-4B", expiresAt: testNow + HOUR });
    const { user, fake, list } = await openList([approved], {
      resetTwoFactor: code,
      getSupportCase: ok(caseOf(ruth)),
    });
    expect(await list.findByText(/Approved by Sam Cole: good until 14:20/)).toBeVisible();
    expect(list.queryByRole("button", { name: "Approve" })).toBeNull();
    await user.click(list.getByRole("button", { name: "Go on" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Go on with what was asked?" }));
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.type(dialog.getByLabelText("Authorization token"), "1234567");
    await user.click(dialog.getByRole("button", { name: "Do it now" }));
    // Who asks has to be made sure of when it is done, whenever it was asked for.
    expect(await dialog.findByText(identityWords.missing)).toBeVisible();
    expect(fake.calls("resetTwoFactor")).toEqual([]);
    await user.click(dialog.getByRole("radio", { name: identityWords.ways["photo-id"] }));
    await user.type(dialog.getByLabelText(identityWords.reference), "Staff badge 4471");
    await user.click(dialog.getByRole("button", { name: "Do it now" }));
    expect(await screen.findByRole("dialog", { name: "Setup code for Ruth Kane" })).toBeVisible();
    expect(fake.calls("resetTwoFactor")).toEqual([
      {
        account: ruth.id,
        cause: "new-phone",
        reason: "she called",
        identity: { kind: "photo-id", reference: "Staff badge 4471" },
        proof: { password: "correct horse", token: "1234567" },
      },
    ]);
  });

  it("goes on with a gateway whose new token is kept nowhere: it is typed once more", async () => {
    const parameters = { baseUrl: "https://gateway.example", accountSid: "AC1", sender: "+14155550100" };
    const gateway = { ...approved, act: "saveGateway", subject: null, parameters } as const;
    const { user, fake, list } = await openList([gateway], { saveGateway: ok(null) });
    await user.click(await list.findByRole("button", { name: "Go on" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Go on with what was asked?" }));
    await user.type(dialog.getByLabelText("Token of the gateway", { exact: true }), "of-two");
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.type(dialog.getByLabelText("Authorization token"), "1234567");
    await user.click(dialog.getByRole("button", { name: "Do it now" }));
    const proof = { password: "correct horse", token: "1234567" };
    await vi.waitFor(() => expect(fake.calls("saveGateway")).toEqual([{ ...parameters, token: "of-two", proof }]));
  });

  it("goes on with a correction of the clock without asking who asks", async () => {
    const parameters = { correctionMs: -270_000, reason: "battery" };
    const clock = { ...approved, act: "correctClock", subject: null, parameters } as const;
    const { user, fake, list } = await openList([clock], { correctClock: ok(null) });
    await user.click(await list.findByRole("button", { name: "Go on" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Go on with what was asked?" }));
    expect(dialog.queryByRole("radio")).toBeNull();
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.type(dialog.getByLabelText("Authorization token"), "1234567");
    await user.click(dialog.getByRole("button", { name: "Do it now" }));
    expect(await screen.findByText("It is done.")).toBeVisible();
    const proof = { password: "correct horse", token: "1234567" };
    expect(fake.calls("correctClock")).toEqual([{ ...parameters, proof }]);
  });

  it("says so where nothing waits any more, and where it cannot be read", async () => {
    const { fake, list } = await openList([]);
    expect(await list.findByText("Nothing waits")).toBeVisible();
    fake.answer({ listApprovals: refuse({ code: "incident", number: "A1", what: "unknown" }) });
    fake.changed("listApprovals");
    expect(await list.findByText("What waits could not be read")).toBeVisible();
  });
});

describe("a day of notice, where there is nobody else", () => {
  const expectedAt = testNow + 24 * HOUR;
  const said = "Give Ruth Kane a setup code. Reason: she called.";
  const concerned: WaitingAct = {
    ...{ id: asked.id, sentence: said, state: "asked", expectedAt, alone: true },
    mine: { by: "Joan Field", mayObject: true },
  };
  const frame: FakeReplies = { listMyNotices: ok([]) };

  it("is given in the place of a second manager, who is spoken of nowhere", async () => {
    const running: ApprovalView = { ...asked, alone: true, expectedAt };
    let now: ApprovalState = { is: "notice-needed", expectedAt };
    const face = openDeactivation(now, {
      getApproval: () => ok(now),
      askApproval: () => {
        now = is(running);
        return ok(running);
      },
    });
    const dialog = await face.dialog();
    expect(await dialog.findByText(/See the person with a photo ID now/)).toBeVisible();
    expect(dialog.getByText(/That person is told at all their numbers, and when they sign in/)).toBeVisible();
    expect(dialog.getByText(/you can go on about Tuesday,? 3 November/)).toBeVisible();
    await face.user.type(dialog.getByLabelText("Reason"), "on leave");
    await face.user.click(dialog.getByRole("button", { name: "Give 24 hours of notice" }));
    expect(await dialog.findByText("The 24 hours are running")).toBeVisible();
    expect(dialog.queryByText(/second manager/)).toBeNull();
    expect(dialog.queryByLabelText("E-mail of the second manager")).toBeNull();
  });

  it("tells the person concerned who asked for what, and takes their objection", async () => {
    const replies = { ...frame, declineAct: ok(null) };
    const { user, fake } = renderFace(banners, testAppState("member", { waiting: [concerned] }), replies);
    const notice = within(await screen.findByRole("alert"));
    expect(notice.getByText(`Asked by Joan Field: ${said}`)).toBeVisible();
    expect(notice.getByText(/It goes ahead about Tuesday,? 3 November, unless you object\./)).toBeVisible();
    expect(screen.queryByText("A manager has given 24 hours of notice")).toBeNull();
    await user.click(notice.getByRole("button", { name: "Object" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Object to this?" }));
    expect(dialog.getByText(/Objecting stops it: Joan Field cannot go on with it/)).toBeVisible();
    await user.type(dialog.getByLabelText("Reason"), "not me{Enter}");
    expect(fake.calls("declineAct")).toEqual([{ approval: asked.id, reason: "not me" }]);
  });

  it("offers no second objection", async () => {
    const waiting = [{ ...concerned, state: "objected", mine: { by: "Joan Field", mayObject: false } } as const];
    renderFace(banners, testAppState("member", { waiting }), frame);
    expect(await screen.findByText(/Somebody objected, so it is stopped\./)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Object" })).toBeNull();
  });

  it("names the act and the person before the sign-in", async () => {
    const waiting = [{ ...concerned, sentence: "Give Ruth Kane a setup code.", mine: null }];
    renderFace(<SignInScreen />, testAppState("signed-out", { waiting }));
    expect(await screen.findByText(/Give Ruth Kane a setup code\. It goes ahead about/)).toBeVisible();
    expect(screen.queryByText(/second manager/)).toBeNull();
  });
});
