import { act, fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { SignInView } from "../../src/contract/authentication/views";
import type { RecoveryView } from "../../src/contract/recovery/views";
import { ok, refuse } from "../../src/contract/result";
import type { AppState } from "../../src/contract/session/views";
import { SignInScreen } from "../../src/renderer/features/authentication/sign-in-screen";
import { type FakeReplies, testAppState, testNow, testPractice } from "../support/fake-wardkey";
import { tokenSent } from "../support/own-account";
import { renderFace } from "../support/render-face";

const byApp: SignInView = {
  method: "app",
  digits: 7,
  maskedPhone: null,
  channels: [],
  textTokenDigits: 7,
  lastSent: null,
  recoveryCodes: true,
  rememberDays: 0,
  recovery: {
    proven: [],
    ready: false,
    backupPassword: true,
    recoveryCodes: true,
    token: true,
    lastSent: null,
  },
  askedForHelp: false,
};
const byText: SignInView = {
  ...byApp,
  method: "text",
  digits: null,
  maskedPhone: "•••• 2671",
  channels: ["text", "call"],
};

function signedOut(replies: FakeReplies = {}, more: Partial<AppState> = {}) {
  return renderFace(<SignInScreen />, testAppState("signed-out", more), replies);
}

function atToken(signIn: SignInView, replies: FakeReplies = {}) {
  return renderFace(<SignInScreen />, testAppState("password-passed", { signIn }), replies);
}

const button = (name: string) => screen.getByRole("button", { name });

describe("e-mail and password", () => {
  it("are sent by Enter, as they were typed", async () => {
    const { user, fake } = signedOut({ signIn: ok({ next: "token" }) });
    await user.type(await screen.findByLabelText("E-mail"), "Joan@Lakeside.example");
    await user.type(screen.getByLabelText("Password"), "two words {Enter}");
    expect(fake.calls("signIn")).toEqual([{ email: "Joan@Lakeside.example", password: "two words " }]);
  });

  it("get one answer whatever was wrong, and the password is ready to be typed anew", async () => {
    const { user } = signedOut({ signIn: refuse({ code: "wrong-credentials" }) });
    await user.type(await screen.findByLabelText("E-mail"), "joan@lakeside.example");
    await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("That didn't work. Check your e-mail and password.");
    expect(screen.getByLabelText("Password")).toHaveFocus();
    expect(screen.getByLabelText("E-mail")).toHaveValue("joan@lakeside.example");
  });

  it("that are missing are said at their fields", async () => {
    const fields = { email: "missing", password: "missing" } as const;
    const { user } = signedOut({ signIn: refuse({ code: "bad-input", fields }) });
    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(await screen.findAllByText("Please fill this in.")).toHaveLength(2);
    expect(screen.getByLabelText("E-mail")).toBeInvalid();
  });

  it("of a locked account are answered with the time until which it is locked, by the practice's clock", async () => {
    const { user } = signedOut({ signIn: refuse({ code: "locked", until: testNow + 30 * 60_000 }) });
    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("Locked until 14:35")).toBeVisible();
    expect(screen.getByRole("timer")).toHaveTextContent(/(30:00|29:5\d) left/);
  });

  it("of an account that only support can unlock are answered so", async () => {
    const { user } = signedOut({ signIn: refuse({ code: "locked", until: null }) });
    await user.click(await screen.findByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("Locked until support acts")).toBeVisible();
  });

  it("say whom to call on every sheet", async () => {
    const { user } = signedOut();
    expect(await screen.findByText("Still stuck? Call Joan Field, extension 12")).toBeVisible();
    await user.click(button("Forgot password?"));
    expect(await screen.findByRole("heading", { name: "Forgot password?" })).toBeVisible();
    expect(screen.getByText("Still stuck? Call Joan Field, extension 12")).toBeVisible();
  });

  it("say nothing of a call where the practice has not said whom", async () => {
    signedOut({}, { practice: { ...testPractice, stillStuck: null } });
    await screen.findByLabelText("E-mail");
    expect(screen.queryByText(/Still stuck/)).toBeNull();
  });

  it("finish a first run that was interrupted", async () => {
    signedOut({}, { practiceSetup: "sign-in" });
    expect(await screen.findByRole("heading", { name: "Finish setting up" })).toBeVisible();
  });
});

describe("the token", () => {
  it("sends itself on the last digit, typed with a space or not", async () => {
    const { user, fake } = atToken(byApp, { submitToken: ok({ next: "signed-in" }) });
    const field = await screen.findByLabelText("Authorization token");
    expect(field).toHaveFocus();
    await user.type(field, "123 456");
    expect(fake.calls("submitToken")).toEqual([]);
    await user.type(field, "7");
    expect(fake.calls("submitToken")).toEqual([{ token: "1234567", remember: false }]);
  });

  it("can be pasted", async () => {
    const { user, fake } = atToken(byApp, { submitToken: ok({ next: "signed-in" }) });
    await user.click(await screen.findByLabelText("Authorization token"));
    await user.paste("1234-567");
    expect(fake.calls("submitToken")).toEqual([{ token: "1234567", remember: false }]);
  });

  it("can have the workstation remembered where the practice allows it, and only if that is ticked", async () => {
    const { user, fake } = atToken({ ...byApp, rememberDays: 14 }, { submitToken: ok({ next: "signed-in" }) });
    await user.click(await screen.findByRole("checkbox", { name: "Remember this workstation for 14 days" }));
    await user.type(screen.getByLabelText("Authorization token"), "1234567");
    expect(fake.calls("submitToken")).toEqual([{ token: "1234567", remember: true }]);
  });

  it("offers no remembering where the practice does not allow it", async () => {
    atToken(byApp);
    await screen.findByLabelText("Authorization token");
    expect(screen.queryByRole("checkbox")).toBeNull();
  });

  it("is not sent by itself when letters show that it is another code, and main says where that belongs", async () => {
    const { user, fake } = atToken(byApp, {
      submitToken: refuse({ code: "misplaced-code", looksLike: "setup-code" }),
    });
    await user.click(await screen.findByLabelText("Authorization token"));
    await user.paste("4K7D-92Q");
    expect(fake.calls("submitToken")).toEqual([]);
    await user.keyboard("{Enter}");
    expect(await screen.findByText(/looks like a setup code/)).toBeVisible();
  });

  it("that is wrong says how many tries are left", async () => {
    const { user } = atToken(byApp, { submitToken: refuse({ code: "wrong-token", triesLeft: 3 }) });
    await user.type(await screen.findByLabelText("Authorization token"), "7654321");
    expect(await screen.findByRole("alert")).toHaveTextContent("That code didn't match. 3 tries left.");
  });

  it("that was typed again asks for the next one", async () => {
    const { user } = atToken(byApp, { submitToken: refuse({ code: "token-repeated" }) });
    await user.type(await screen.findByLabelText("Authorization token"), "7654321");
    expect(await screen.findByRole("alert")).toHaveTextContent("Wait for the next code");
  });

  it("is texted or called on demand, and its way is followed", async () => {
    const sent = {
      channel: "text",
      maskedPhone: "•••• 2671",
      digits: 7,
      sentAt: testNow,
      expiresAt: testNow + 600_000,
      state: "sending",
      failure: null,
    } as const;
    const { user, fake } = atToken(byText, { sendToken: ok(sent) });
    await user.click(await screen.findByRole("button", { name: "Text me a token" }));
    expect(fake.calls("sendToken")).toEqual([{ channel: "text" }]);
    const appState = (lastSent: SignInView["lastSent"]) =>
      testAppState("password-passed", { signIn: { ...byText, lastSent } });
    fake.answer({ getAppState: ok(appState(sent)) });
    act(() => fake.changed("getAppState"));
    expect(await screen.findByText("Sending a text to •••• 2671 …")).toBeVisible();
    fake.answer({ getAppState: ok(appState({ ...sent, state: "sent" })) });
    act(() => fake.changed("getAppState"));
    expect(await screen.findByText(/Texted to •••• 2671 at 14:05/)).toHaveTextContent("until 14:15");
    fake.answer({ getAppState: ok(appState({ ...sent, state: "failed", failure: "unreachable" })) });
    act(() => fake.changed("getAppState"));
    expect(await screen.findByText(/gateway could not be reached/)).toBeVisible();
    await user.click(button("Call me with a token"));
    expect(fake.calls("sendToken")).toHaveLength(2);
  });

  it("is not offered by text or call where none can be sent", async () => {
    atToken(byApp);
    await screen.findByLabelText("Authorization token");
    expect(screen.queryByRole("button", { name: "Text me a token" })).toBeNull();
  });

  it("has a recovery code in its stead, typed as it stands on paper", async () => {
    const { user, fake } = atToken(byApp, { useRecoveryCode: refuse({ code: "token-used", because: "used" }) });
    await user.click(await screen.findByRole("button", { name: "Use a recovery code" }));
    await user.type(await screen.findByLabelText("Recovery code"), "abcd-efgh-jkmn-pqrs{Enter}");
    expect(fake.calls("useRecoveryCode")).toEqual([{ code: "abcd-efgh-jkmn-pqrs" }]);
    expect(await screen.findByRole("alert")).toHaveTextContent("used already");
    await user.click(button("Back to the token"));
    expect(await screen.findByLabelText("Authorization token")).toBeVisible();
  });

  it("has a bypass code in its stead", async () => {
    const { user, fake } = atToken(byApp, { useBypassCode: ok({ next: "signed-in" }) });
    await user.click(await screen.findByRole("button", { name: "Use a bypass code" }));
    await user.type(await screen.findByLabelText("Bypass code"), "123 456 789{Enter}");
    expect(fake.calls("useBypassCode")).toEqual([{ code: "123 456 789" }]);
  });

  it("that cannot be had leads to the other ways and to whom to call", async () => {
    const { user } = atToken({ ...byApp, recoveryCodes: false });
    await user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    const page = await screen.findByRole("main");
    expect(within(page).getByText(/Call Joan Field, extension 12\.$/)).toBeVisible();
    expect(within(page).getByText("You have no recovery codes left.")).toBeVisible();
    expect(within(page).queryByRole("button", { name: "Use a recovery code" })).toBeNull();
  });

  it("that cannot be had is said to support, which then sees the person in its list", async () => {
    const { user, fake } = atToken(byApp, { askForHelp: ok(null) });
    await user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    await user.click(button("Ask for help"));
    expect(await screen.findByText("Support sees you in its list.")).toBeVisible();
    expect(fake.calls("askForHelp")).toEqual([{ email: null, about: "token" }]);
    expect(screen.queryByRole("button", { name: "Ask for help" })).toBeNull();
  });

  it("that was asked for help with already says so, and offers no second asking", async () => {
    const { user } = atToken({ ...byApp, askedForHelp: true });
    await user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    expect(screen.getByText("Support sees you in its list.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Ask for help" })).toBeNull();
  });

  it("ends with the sign-in, which then starts over and says so", async () => {
    const { user, fake } = atToken(byApp, {
      submitToken: () => {
        fake.sessionState(testAppState("signed-out"));
        return refuse({ code: "sign-in-ended" });
      },
    });
    await user.type(await screen.findByLabelText("Authorization token"), "7654321");
    expect(await screen.findByText(/That sign-in has ended/)).toBeVisible();
    expect(screen.getByLabelText("E-mail")).toHaveValue("");
  });
});

describe("codes that are not accepted", () => {
  async function atResync(replies: FakeReplies = {}) {
    const face = atToken(byApp, replies);
    await face.user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    await face.user.click(button("My codes are not accepted"));
    await screen.findByLabelText("First code");
    return face;
  }

  it("are put right by two, one after the other, that send themselves", async () => {
    const { user, fake } = await atResync({ resyncAuthenticator: ok({ next: "signed-in" }) });
    expect(screen.getByLabelText("First code")).toHaveFocus();
    await user.keyboard("1234567");
    expect(screen.getByLabelText("The next code")).toHaveFocus();
    expect(fake.calls("resyncAuthenticator")).toEqual([]);
    await user.keyboard("7654321");
    await vi.waitFor(() =>
      expect(fake.calls("resyncAuthenticator")).toEqual([{ first: "1234567", second: "7654321" }]),
    );
  });

  it("are not tried where the second one is the first one again", async () => {
    const { user, fake } = await atResync();
    await user.keyboard("12345671234567");
    expect(screen.getByLabelText("The next code")).toHaveAccessibleDescription(/Wait until the app shows the next one/);
    expect(fake.calls("resyncAuthenticator")).toEqual([]);
  });

  it("say at the second one that they did not match, and keep both", async () => {
    const { user } = await atResync({ resyncAuthenticator: refuse({ code: "wrong-token", triesLeft: 3 }) });
    await user.keyboard("12345677654321");
    await vi.waitFor(() =>
      expect(screen.getByLabelText("The next code")).toHaveAccessibleDescription(/didn't match. 3 tries left/),
    );
    expect(screen.getByLabelText("First code")).toHaveValue("1234567");
    expect(screen.getByText(/take two new ones/)).toBeVisible();
  });

  it("are no matter of text messages", async () => {
    const { user } = atToken(byText);
    await user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    expect(screen.queryByRole("button", { name: "My codes are not accepted" })).toBeNull();
  });
});

describe("a new phone in the old one's place", () => {
  const view = (more: Partial<RecoveryView>): SignInView => ({ ...byApp, recovery: { ...byApp.recovery, ...more } });

  async function atNewPhone(signIn: SignInView, replies: FakeReplies = {}) {
    const face = atToken(signIn, replies);
    await face.user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    await face.user.click(screen.getByRole("button", { name: /^(Use your backup password|Bring in a new phone)$/ }));
    await screen.findByText(/^Step \d of 3$/);
    return face;
  }

  /** Main says from now on that so much is proven. */
  function proves(fake: ReturnType<typeof atToken>["fake"], more: Partial<RecoveryView>) {
    fake.answer({ getAppState: ok(testAppState("password-passed", { signIn: view(more) })) });
    act(() => fake.changed("getAppState"));
  }

  it("takes the backup password, a token, and what happened to the old phone", async () => {
    const { user, fake } = await atNewPhone(view({}), {
      proveForRecovery: ok(null),
      sendRecoveryToken: ok(tokenSent()),
      finishRecovery: ok({ next: "setup" }),
    });
    expect(screen.getByRole("heading", { name: "Prove that it is you" })).toBeVisible();
    await user.type(screen.getByLabelText("Backup password"), "seven green clocks{Enter}");
    expect(fake.calls("proveForRecovery")).toEqual([{ by: "backup-password", typed: "seven green clocks" }]);
    proves(fake, { proven: ["backup-password"] });
    expect(await screen.findByRole("heading", { name: "One more proof" })).toHaveFocus();
    expect(within(screen.getByRole("list", { name: "Proven so far" })).getByText("Backup password")).toBeVisible();
    await user.click(button("Call me with a token"));
    expect(fake.calls("sendRecoveryToken")).toEqual([{ channel: "call" }]);
    proves(fake, { proven: ["backup-password"], lastSent: tokenSent({ channel: "call", state: "sent" }) });
    expect(await screen.findByText(/Called •••• 3456/)).toBeVisible();
    await user.type(screen.getByLabelText("Token"), "1234567{Enter}");
    expect(fake.calls("proveForRecovery").at(-1)).toEqual({ by: "recovery-token", typed: "1234567" });
    proves(fake, { proven: ["backup-password", "recovery-token"], ready: true });
    expect(await screen.findByRole("heading", { name: "What happened to the old phone?" })).toBeVisible();
    await user.click(button("Set up the new phone"));
    expect(screen.getByText("Choose what happened to it.")).toBeVisible();
    expect(fake.calls("finishRecovery")).toEqual([]);
    await user.click(screen.getByRole("radio", { name: "Lost or stolen" }));
    await user.click(button("Set up the new phone"));
    expect(fake.calls("finishRecovery")).toEqual([{ how: "lost-or-stolen" }]);
  });

  it("says at the field that the backup password is wrong, and keeps it", async () => {
    const { user } = await atNewPhone(view({ recoveryCodes: false, token: false }), {
      proveForRecovery: refuse({ code: "wrong-backup-password", triesLeft: 3 }),
    });
    const field = screen.getByLabelText("Backup password");
    expect(field).toHaveFocus();
    await user.type(field, "wrong{Enter}");
    await vi.waitFor(() => expect(field).toHaveAccessibleDescription(/not your backup password. 3 tries left/));
    expect(field).toHaveValue("wrong");
  });

  it("offers as second proof only what there is, and keeps what was typed for each", async () => {
    const { user, fake } = await atNewPhone(view({ proven: ["backup-password"], token: false }), {
      proveForRecovery: refuse({ code: "token-used", because: "used" }),
    });
    expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("value"))).toEqual([
      "recovery-code",
      "bypass-code",
    ]);
    expect(screen.queryByRole("button", { name: "Text me a token" })).toBeNull();
    await user.type(screen.getByLabelText("Recovery code"), "abcd-efgh{Enter}");
    await vi.waitFor(() => expect(screen.getByLabelText("Recovery code")).toHaveAccessibleDescription(/used already/));
    await user.click(screen.getByRole("radio", { name: "A bypass code" }));
    await user.type(screen.getByLabelText("Bypass code"), "123 456 789{Enter}");
    await user.click(screen.getByRole("radio", { name: "A recovery code" }));
    expect(screen.getByLabelText("Recovery code")).toHaveValue("abcd-efgh");
    expect(fake.calls("proveForRecovery").at(-1)).toEqual({ by: "bypass-code", typed: "123 456 789" });
  });

  it("goes by recovery code and token where there is no backup password", async () => {
    const { fake } = await atNewPhone(view({ backupPassword: false }));
    expect(screen.queryByRole("radio")).toBeNull();
    expect(screen.getByLabelText("Recovery code")).toBeVisible();
    proves(fake, { backupPassword: false, proven: ["recovery-code"] });
    expect(await screen.findByLabelText("Token")).toBeVisible();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  it("is not offered where neither is there", async () => {
    const { user } = atToken(view({ backupPassword: false, token: false }));
    await user.click(await screen.findByRole("button", { name: "I can't get a token" }));
    expect(screen.getByText(/You have no backup password/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /backup password|new phone/ })).toBeNull();
  });

  it("says until when it is locked", async () => {
    const { user } = await atNewPhone(view({}), {
      proveForRecovery: refuse({ code: "locked", until: Date.UTC(2026, 10, 2, 14, 35) }),
    });
    await user.type(screen.getByLabelText("Backup password"), "wrong{Enter}");
    expect(await screen.findByText("Locked until 14:35")).toBeVisible();
  });
});

describe("a forgotten password", () => {
  it("is said to support by e-mail, with one answer whoever has it", async () => {
    const { user, fake } = signedOut({ askForHelp: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Forgot password?" }));
    await user.type(await screen.findByLabelText("E-mail"), "nobody@lakeside.example{Enter}");
    expect(await screen.findByText(/If this e-mail belongs to somebody here/)).toBeVisible();
    expect(fake.calls("askForHelp")).toEqual([{ email: "nobody@lakeside.example", about: "password" }]);
  });
});

describe("emergency access", () => {
  async function atEmergency(replies: FakeReplies) {
    const face = signedOut(replies);
    await face.user.click(await screen.findByRole("button", { name: "Emergency access" }));
    await face.user.type(await screen.findByLabelText("Your e-mail"), "ann@lakeside.example");
    await face.user.type(screen.getByLabelText("Your password"), "mine");
    await face.user.type(screen.getByLabelText("First half"), "ABCD-EFGH");
    await face.user.type(screen.getByLabelText("Second half"), "JKMN");
    await face.user.type(screen.getByLabelText("Reason"), "No manager can be reached.");
    return face;
  }

  it("takes own password and both halves, and says first that all of it is recorded", async () => {
    const { user, fake } = await atEmergency({ openEmergencyAccess: ok({ next: "signed-in" }) });
    expect(screen.getByText("All of it is recorded")).toBeVisible();
    await user.click(button("Open emergency access"));
    expect(fake.calls("openEmergencyAccess")).toEqual([
      {
        email: "ann@lakeside.example",
        password: "mine",
        first: "ABCD-EFGH",
        second: "JKMN",
        reason: "No manager can be reached.",
      },
    ]);
  });

  it("says at a half that it was mistyped, and keeps everything", async () => {
    const { user } = await atEmergency({
      openEmergencyAccess: refuse({ code: "bad-input", fields: { second: "mistyped" } }),
    });
    await user.click(button("Open emergency access"));
    await vi.waitFor(() =>
      expect(screen.getByLabelText("Second half")).toHaveAccessibleDescription(/This was mistyped/),
    );
    expect(screen.getByLabelText("First half")).not.toBeInvalid();
    expect(screen.getByLabelText("Reason")).toHaveValue("No manager can be reached.");
  });

  it("has one answer to whatever was wrong", async () => {
    const { user } = await atEmergency({ openEmergencyAccess: refuse({ code: "wrong-credentials" }) });
    await user.click(button("Open emergency access"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/your e-mail, your password and both halves/);
    expect(screen.getByLabelText("Your e-mail")).toHaveValue("ann@lakeside.example");
  });
});

describe("a clock that is wrong", () => {
  const off: Partial<AppState> = { clock: { is: "workstation-off", byMs: 4 * 60_000 } };

  it("is said with what it shows, and nothing is said of one that is fine", async () => {
    signedOut({}, off);
    expect(await screen.findByText(/about 4 minutes fast/)).toHaveTextContent(/It shows 2 Nov 2026, 14:05/);
  });

  it("is not spoken of while it is fine", async () => {
    signedOut();
    await screen.findByLabelText("E-mail");
    expect(screen.queryByRole("button", { name: "Correct the clock" })).toBeNull();
  });

  async function atClock(replies: FakeReplies) {
    const face = signedOut(replies, off);
    await face.user.click(await screen.findByRole("button", { name: "Correct the clock" }));
    fireEvent.change(await screen.findByLabelText("Time"), { target: { value: "14:01:00" } });
    await face.user.type(screen.getByLabelText("Reason"), "Battery");
    await face.user.type(screen.getByLabelText("E-mail"), "joan@lakeside.example");
    await face.user.type(screen.getByLabelText("Password"), "mine");
    await face.user.type(screen.getByLabelText("Recovery code"), "abcd");
    return face;
  }
  const first = { email: "joan@lakeside.example", password: "mine", recoveryCode: "abcd" };

  it("is corrected by a manager's password and recovery code, the time going on while they are typed", async () => {
    const { user, fake } = await atClock({ correctClockAtSignIn: ok(null) });
    await user.click(button("Correct the clock"));
    expect(await screen.findByText(/The clock was corrected. Sign in now/)).toBeVisible();
    const [{ to, ...rest } = { to: 0 }] = fake.calls("correctClockAtSignIn");
    expect(rest).toEqual({ reason: "Battery", first, second: null });
    expect(to).toBeGreaterThan(Date.UTC(2026, 10, 2, 14, 1));
    expect(to).toBeLessThan(Date.UTC(2026, 10, 2, 14, 2));
  });

  it("takes a second manager where the practice has two, and keeps what the first one typed", async () => {
    const { user, fake } = await atClock({
      correctClockAtSignIn: ({ second }) =>
        second === null ? refuse({ code: "may-not", because: "second-manager" }) : ok(null),
    });
    expect(screen.queryByLabelText("Second manager’s e-mail")).toBeNull();
    await user.click(button("Correct the clock"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/so it takes both/);
    expect(screen.getByLabelText("Password")).toHaveValue("mine");
    await user.type(screen.getByLabelText("Second manager’s e-mail"), "ana@lakeside.example");
    await user.type(screen.getByLabelText("Second manager’s password"), "hers");
    await user.type(screen.getByLabelText("Second manager’s recovery code"), "efgh");
    await user.click(button("Correct the clock"));
    expect(await screen.findByText(/The clock was corrected. Sign in now/)).toBeVisible();
    expect(fake.calls("correctClockAtSignIn").at(-1)).toMatchObject({
      first,
      second: { email: "ana@lakeside.example", password: "hers", recoveryCode: "efgh" },
    });
  });

  it("says at the time that it is too far off, and at the manager's fields what is missing there", async () => {
    const fields = { to: "out-of-range", "first.recoveryCode": "missing" } as const;
    const { user } = await atClock({ correctClockAtSignIn: refuse({ code: "bad-input", fields }) });
    await user.click(button("Correct the clock"));
    await vi.waitFor(() =>
      expect(screen.getByLabelText("Time")).toHaveAccessibleDescription(/outside what is possible/),
    );
    expect(screen.getByLabelText("Recovery code")).toBeInvalid();
  });
});

describe("manager recovery", () => {
  const waits = {
    id: "a".repeat(26),
    name: null,
    isOver: false,
    expectedAt: testNow + 86_400_000,
    endsAt: testNow + 30 * 86_400_000,
  };

  async function atManagerRecovery(replies: FakeReplies, more: Partial<AppState> = {}) {
    const face = signedOut(replies, more);
    await face.user.click(await screen.findByRole("button", { name: "Forgot password?" }));
    await face.user.click(await screen.findByRole("button", { name: "I am a manager and have lost everything" }));
    await face.user.click(await screen.findByRole("button", { name: "I have neither: use the emergency codes" }));
    return face;
  }

  it("is asked for with kit and both halves, and then waits, which every screen says", async () => {
    const { user, fake } = await atManagerRecovery({
      askManagerRecovery: () => {
        fake.answer({ getAppState: ok(testAppState("signed-out", { managerRecovery: waits })) });
        return ok(null);
      },
    });
    await user.type(await screen.findByLabelText("The manager’s e-mail"), "joan@lakeside.example");
    await user.type(screen.getByLabelText("Recovery key"), "AAAAA");
    await user.type(screen.getByLabelText("First half of the emergency codes"), "ABCD");
    await user.type(screen.getByLabelText("Second half of the emergency codes"), "EFGH");
    await user.type(screen.getByLabelText("Reason"), "Installation fire");
    await user.click(button("Ask for it"));
    expect(await screen.findByText("It waits until everybody could see it")).toBeVisible();
    expect(screen.getByText("Manager recovery was asked for")).toBeVisible();
    expect(screen.getAllByText(/about Tuesday,? 3 November/).length).toBeGreaterThan(0);
    expect(fake.calls("askManagerRecovery")).toEqual([
      {
        email: "joan@lakeside.example",
        recoveryKey: "AAAAA",
        first: "ABCD",
        second: "EFGH",
        reason: "Installation fire",
      },
    ]);
  });

  it("says at the key that it was mistyped, and one answer to all else", async () => {
    const { user, fake } = await atManagerRecovery({ askManagerRecovery: refuse({ code: "wrong-key", group: 2 }) });
    await user.type(await screen.findByLabelText("Recovery key"), "AAAAA{Enter}");
    await vi.waitFor(() => expect(screen.getByLabelText("Recovery key")).toHaveAccessibleDescription(/Group 2/));
    fake.answer({ askManagerRecovery: refuse({ code: "recovery-refused" }) });
    await user.keyboard("{Enter}");
    expect(fake.calls("askManagerRecovery")).toHaveLength(1);
    await user.type(screen.getByLabelText("Recovery key"), "{Backspace}A{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent(/the recovery key and both halves/);
    expect(screen.getByLabelText("Recovery key")).toHaveValue("AAAAA");
  });

  it("is finished with the kit and a new password once it may, from the first screen", async () => {
    const due = { ...waits, isOver: true };
    const { user, fake } = signedOut(
      { finishManagerRecovery: ok(null), checkPassword: ok({ score: 4, problem: null }) },
      { managerRecovery: due },
    );
    await user.click(await screen.findByRole("button", { name: "Continue manager recovery" }));
    await user.type(await screen.findByLabelText("The manager’s e-mail"), "joan@lakeside.example");
    await user.type(screen.getByLabelText("Recovery key"), "AAAAA");
    await user.type(screen.getByLabelText("New password"), "seven green clocks sing{Enter}");
    expect(await screen.findByText(/Your password was changed. Sign in with it now/)).toBeVisible();
    expect(fake.calls("finishManagerRecovery")).toEqual([
      { email: "joan@lakeside.example", recoveryKey: "AAAAA", password: "seven green clocks sing" },
    ]);
  });
});

describe("a setup code", () => {
  it("lets a new member choose a password, and a weak one is said at its field", async () => {
    const { user, fake } = signedOut({
      claimSetupCode: refuse({ code: "bad-password", problem: "too-guessable" }),
      checkPassword: ok({ score: 1, problem: "too-guessable" }),
    });
    await user.click(await screen.findByRole("button", { name: "I have a setup code" }));
    await screen.findByRole("heading", { name: "I have a setup code" });
    await user.type(screen.getByLabelText("E-mail"), "ann@lakeside.example");
    await user.type(screen.getByLabelText("Setup code"), "4k7d-92qx-m3");
    await user.type(screen.getByLabelText("New password"), "password password{Enter}");
    expect(fake.calls("claimSetupCode")).toEqual([
      { email: "ann@lakeside.example", code: "4k7d-92qx-m3", password: "password password" },
    ]);
    expect(screen.getByLabelText("New password")).toBeInvalid();
    expect(screen.getByLabelText("New password")).toHaveAccessibleDescription(/easy to guess/);
    expect(await screen.findByRole("meter", { name: "Strength" })).toHaveAttribute("aria-valuenow", "1");
    expect(fake.calls("checkPassword").at(-1)).toEqual({
      password: "password password",
      about: ["", "ann@lakeside.example", "Lakeside Family Practice"],
      forManager: false,
    });
  });
});

describe("the only manager", () => {
  it("comes back with the kit's key and a recovery code", async () => {
    const { user, fake } = signedOut({
      recoverOnlyManager: refuse({ code: "wrong-key", group: 3 }),
      checkPassword: ok({ score: 4, problem: null }),
    });
    await user.click(await screen.findByRole("button", { name: "Forgot password?" }));
    await user.click(await screen.findByRole("button", { name: "I am a manager and have lost everything" }));
    await screen.findByRole("heading", { name: "A manager’s way back" });
    await user.type(screen.getByLabelText("E-mail"), "joan@lakeside.example");
    await user.type(screen.getByLabelText("Recovery key"), "AAAAA BBBBB");
    await user.type(screen.getByLabelText("Recovery code"), "abcd");
    await user.type(screen.getByLabelText("New password"), "seven green clocks sing{Enter}");
    expect(fake.calls("recoverOnlyManager")).toEqual([
      {
        email: "joan@lakeside.example",
        recoveryKey: "AAAAA BBBBB",
        by: { factor: "recovery-code", code: "abcd" },
        password: "seven green clocks sing",
      },
    ]);
    expect(await screen.findByText(/Group 3 was mistyped/)).toBeVisible();
  });

  it("comes back with the kit, the backup password and a token, and then signs in", async () => {
    const { user, fake } = signedOut({
      sendOnlyManagerToken: refuse({ code: "recovery-refused" }),
      recoverOnlyManager: ok(null),
      checkPassword: ok({ score: 4, problem: null }),
    });
    await user.click(await screen.findByRole("button", { name: "Forgot password?" }));
    await user.click(await screen.findByRole("button", { name: "I am a manager and have lost everything" }));
    await user.type(await screen.findByLabelText("E-mail"), "joan@lakeside.example");
    await user.type(screen.getByLabelText("Recovery key"), "AAAAA");
    await user.click(screen.getByRole("radio", { name: "My backup password and my phone" }));
    await user.type(screen.getByLabelText("Backup password"), "my other one");
    await user.click(button("Text me a token"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/That didn't work/);
    expect(screen.getByLabelText("Backup password")).toHaveValue("my other one");
    await user.type(screen.getByLabelText("Backup password"), "{Backspace}e");
    fake.answer({ sendOnlyManagerToken: ok(tokenSent()) });
    await user.click(button("Text me a token"));
    expect(await screen.findByText(/A text goes to •••• 3456. The token works until 14:15/)).toBeVisible();
    const sent = { email: "joan@lakeside.example", recoveryKey: "AAAAA", backupPassword: "my other one" };
    expect(fake.calls("sendOnlyManagerToken").at(-1)).toEqual({ ...sent, channel: "text" });
    await user.type(screen.getByLabelText("Token"), "1234567");
    await user.type(screen.getByLabelText("New password"), "seven green clocks sing{Enter}");
    expect(await screen.findByText(/Your password was changed. Sign in with it now/)).toBeVisible();
    expect(fake.calls("recoverOnlyManager")).toEqual([
      {
        email: "joan@lakeside.example",
        recoveryKey: "AAAAA",
        by: { factor: "backup-password", backupPassword: "my other one", token: "1234567" },
        password: "seven green clocks sing",
      },
    ]);
  });
});
