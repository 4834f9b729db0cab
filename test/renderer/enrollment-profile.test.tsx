import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { useHashLocation } from "wouter/use-hash-location";
import type { Security } from "../../src/contract/enrollment/views";
import { ok, refuse } from "../../src/contract/result";
import type { AccountType } from "../../src/contract/vocabulary";
import { AccountScreen } from "../../src/renderer/features/enrollment/account-screen";
import { type FakeReplies, testAppState, testSession } from "../support/fake-wardkey";
import { appIsOn, ownProfile, ownSecurity, textIsOn, tokenSent } from "../support/own-account";
import { renderFace } from "../support/render-face";

const button = (name: string) => screen.getByRole("button", { name });
const soon = (name: string) => screen.findByRole("button", { name });

function atProfile(replies: FakeReplies = {}, accountType: AccountType = "provider") {
  const appState = testAppState("member", { session: testSession("member", { accountType }) });
  const known = { getMyProfile: ok(ownProfile), getMySecurity: ok(ownSecurity()), ...replies };
  return renderFace(<AccountScreen tab="profile" />, appState, known, "/account/profile");
}

/** `state.now` is what main says from the next reading on. */
function atSecurity(first: Security, replies: FakeReplies = {}) {
  const state = { now: first };
  const appState = testAppState("member", { session: testSession("member", { twoFactor: first.twoFactor }) });
  const known = { getMyProfile: ok(ownProfile), getMySecurity: () => ok(state.now), stepUp: ok(null), ...replies };
  const face = renderFace(<AccountScreen tab="security" />, appState, known, "/account/security");
  return { ...face, state };
}

/** As the frame does it: the address decides what is drawn. */
function Routed() {
  const [path] = useHashLocation();
  return (
    <>
      <a href="#/people">People</a>
      {path.startsWith("/account") ? <AccountScreen tab={path.split("/")[2]} /> : <h1>Elsewhere</h1>}
    </>
  );
}

describe("the heading", () => {
  it.each([
    ["provider", "Provider Settings"],
    ["staff", "Staff Settings"],
  ] as const)("of a %s is %s", async (accountType, title) => {
    atProfile({}, accountType);
    expect(await screen.findByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(screen.getAllByRole("tab").map((tab) => tab.textContent)).toEqual(["Profile", "Security"]);
  });
});

describe("Profile", () => {
  it("writes the cell phone the region's way, while it is typed and after", async () => {
    const { user } = atProfile();
    const phone = await screen.findByLabelText(/^Cell phone/);
    expect(phone).toHaveValue("07400 123456");
    await user.clear(phone);
    await user.type(phone, "07400654321");
    expect(phone).toHaveValue("07400 654321");
  });

  it("lets one correct a digit in the middle, and tidies up when the field is left", async () => {
    const { user } = atProfile();
    const phone = await screen.findByLabelText(/^Cell phone/);
    await user.type(phone, "{Backspace}9", { initialSelectionStart: 5, initialSelectionEnd: 5 });
    expect(phone).toHaveValue("07409 123456");
    await user.type(phone, " ", { initialSelectionStart: 2, initialSelectionEnd: 2 });
    expect(phone).toHaveValue("07 409 123456");
    await user.tab();
    expect(phone).toHaveValue("07409 123456");
  });

  it("saves name, e-mail and cell phone at once, the phone in E.164", async () => {
    const { user, fake } = atProfile({ updateMyProfile: ok({ phoneSharedWith: 0, numberToConfirm: false }) });
    const phone = await screen.findByLabelText(/^Cell phone/);
    await user.clear(phone);
    await user.type(phone, "07400654321{Enter}");
    await vi.waitFor(() => expect(fake.calls("updateMyProfile")).toHaveLength(1));
    const { name, email } = ownProfile;
    expect(fake.calls("updateMyProfile")[0]).toEqual({ name, email, cellPhone: "+447400654321" });
    expect(await screen.findByText("Your profile was updated.")).toBeVisible();
    expect(phone).toHaveValue("07400 654321");
  });

  it("shows what main says later on, unless something is being typed over it", async () => {
    const { user, fake } = atProfile();
    const name = await screen.findByLabelText("Name");
    fake.answer({ getMyProfile: ok({ ...ownProfile, name: "Elena Ruiz-Vega" }) });
    fake.changed("getMyProfile");
    await vi.waitFor(() => expect(name).toHaveValue("Elena Ruiz-Vega"));
    await user.type(name, " MD");
    fake.answer({ getMyProfile: ok(ownProfile) });
    fake.changed("getMyProfile");
    await vi.waitFor(() => expect(fake.calls("getMyProfile").length).toBeGreaterThan(2));
    expect(name).toHaveValue("Elena Ruiz-Vega MD");
  });

  it("saves an empty cell phone as none", async () => {
    const { user, fake } = atProfile({ updateMyProfile: ok({ phoneSharedWith: 0, numberToConfirm: false }) });
    await user.clear(await screen.findByLabelText(/^Cell phone/));
    await user.click(button("Update Entire Profile"));
    await vi.waitFor(() => expect(fake.calls("updateMyProfile")[0]?.cellPhone).toBeNull());
  });

  it("says at the field what is wrong, sends nothing, and loses nothing that was typed", async () => {
    const { user, fake } = atProfile();
    const phone = await screen.findByLabelText(/^Cell phone/);
    await user.clear(phone);
    await user.type(phone, "call me");
    await user.clear(screen.getByLabelText("E-mail"));
    await user.type(screen.getByLabelText("E-mail"), "nobody");
    await user.click(button("Update Entire Profile"));
    await vi.waitFor(() => expect(phone).toHaveAccessibleDescription(/not a phone number/));
    expect(screen.getByLabelText("E-mail")).toHaveAccessibleDescription(/not an e-mail address/);
    expect(phone).toHaveValue("call me");
    expect(fake.calls("updateMyProfile")).toEqual([]);
  });

  it("says at the e-mail that another account has it, and keeps what was typed", async () => {
    const { user } = atProfile({ updateMyProfile: refuse({ code: "email-taken" }) });
    const name = await screen.findByLabelText("Name");
    await user.clear(name);
    await user.type(name, "Elena R.");
    await user.click(button("Update Entire Profile"));
    await vi.waitFor(() =>
      expect(screen.getByLabelText("E-mail")).toHaveAccessibleDescription(/Another account has this e-mail/),
    );
    expect(name).toHaveValue("Elena R.");
  });

  it("says who shares the number, and that a changed one is to be confirmed while two-factor is on", async () => {
    const changed = { ...textIsOn, cellPhone: "+447400654321" };
    const { user, fake } = atProfile({
      updateMyProfile: ok({ phoneSharedWith: 2, numberToConfirm: true }),
      getMySecurity: ok(changed),
      sendPhoneProof: ok(tokenSent()),
      confirmPhoneProof: ok(null),
    });
    await screen.findByLabelText("Name");
    await user.click(button("Update Entire Profile"));
    expect(await screen.findByText(/2 other accounts have this cell phone too/)).toBeVisible();
    expect(screen.getByText(/Tokens still go to 07400 123456/)).toBeVisible();
    await user.click(button("Confirm your new number"));
    await user.click(await soon("Phone call"));
    await user.type(await screen.findByLabelText("Verification code"), "7654321{Enter}");
    await vi.waitFor(() => expect(fake.calls("confirmPhoneProof")).toEqual([{ token: "7654321" }]));
    expect(fake.calls("sendPhoneProof")).toEqual([{ channel: "call" }]);
    expect(await screen.findByText("Tokens go to your new number from now on.")).toBeVisible();
  });
});

describe("leaving the profile with something unsaved", () => {
  async function typeName(replies: FakeReplies = {}) {
    const known = { getMyProfile: ok(ownProfile), getMySecurity: ok(ownSecurity()), ...replies };
    const face = renderFace(<Routed />, testAppState("member"), known, "/account/profile");
    await face.user.type(await screen.findByLabelText("Name"), " MD");
    return face;
  }

  const asked = () => screen.findByRole("alertdialog", { name: "Leave without saving?" });

  it.each([
    ["another tab", "tab", "Security"],
    ["a link", "link", "People"],
  ])("asks before %s, and stays where one was", async (_name, role, name) => {
    const { user } = await typeName();
    await user.click(screen.getByRole(role, { name }));
    await user.click(within(await asked()).getByRole("button", { name: "Stay here" }));
    expect(window.location.hash).toBe("#/account/profile");
    expect(screen.getByLabelText("Name")).toHaveValue("Elena Ruiz MD");
  });

  it("goes where one wanted to, once told to", async () => {
    const { user } = await typeName();
    await user.click(screen.getByRole("link", { name: "People" }));
    await user.click(within(await asked()).getByRole("button", { name: "Leave" }));
    expect(await screen.findByRole("heading", { name: "Elsewhere" })).toBeVisible();
  });

  it("goes by itself where it is saved while it asks", async () => {
    let save = () => {};
    const saved = new Promise<void>((resolve) => {
      save = resolve;
    });
    const { user } = await typeName({
      updateMyProfile: () => saved.then(() => ok({ phoneSharedWith: 0, numberToConfirm: false })),
    });
    await user.click(button("Update Entire Profile"));
    await user.click(screen.getByRole("link", { name: "People" }));
    await asked();
    save();
    expect(await screen.findByRole("heading", { name: "Elsewhere" })).toBeVisible();
  });

  it("asks nothing once it was saved", async () => {
    const { user } = await typeName({ updateMyProfile: ok({ phoneSharedWith: 0, numberToConfirm: false }) });
    await user.click(button("Update Entire Profile"));
    await screen.findByText("Your profile was updated.");
    await user.click(screen.getByRole("tab", { name: "Security" }));
    expect(await screen.findByLabelText("Password")).toBeVisible();
    expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  });
});

describe("Security while two-factor is off", () => {
  it("shows e-mail and cell phone as saved, to be edited in Profile alone", async () => {
    atSecurity(ownSecurity());
    expect(await screen.findByText("elena@lakeside.example")).toBeVisible();
    expect(screen.getByText("07400 123456")).toBeVisible();
    expect(screen.getByRole("link", { name: "Edit in Profile" })).toHaveAttribute("href", "#/account/profile");
    expect(screen.queryByRole("textbox", { name: /Cell phone|E-mail/ })).not.toBeInTheDocument();
  });

  it("sends a token once the password was right, and is on when it was typed in", async () => {
    const { user, fake, state } = atSecurity(ownSecurity(), {
      enableTwoFactor: () => {
        state.now = ownSecurity({ pendingToken: tokenSent({ state: "sent" }) });
        return ok(tokenSent());
      },
      confirmTextToken: () => {
        state.now = textIsOn;
        return ok(null);
      },
    });
    await user.type(await screen.findByLabelText("Password"), "correct horse{Enter}");
    const token = await screen.findByLabelText("Authorization token");
    expect(fake.calls("stepUp")).toEqual([{ password: "correct horse" }]);
    expect(await screen.findByText(/Texted to •••• 3456/)).toBeVisible();
    await user.type(token, "1234567");
    expect(await screen.findByText(/by text message: the weaker option/)).toBeVisible();
    expect(fake.calls("confirmTextToken")).toEqual([{ token: "1234567" }]);
    expect(button("Set up authenticator app")).toHaveFocus();
    expect(button("Make recovery codes")).toBeVisible();
  });

  it("says at the field that the password is wrong, and sends nothing", async () => {
    const { user, fake } = atSecurity(ownSecurity(), { stepUp: refuse({ code: "wrong-password", triesLeft: 4 }) });
    const password = await screen.findByLabelText("Password");
    await user.type(password, "wrong");
    await user.click(button("Enable Two-Factor"));
    await vi.waitFor(() => expect(password).toHaveAccessibleDescription(/not your password\. 4 tries left/));
    expect(fake.calls("enableTwoFactor")).toEqual([]);
  });

  it("says when the next token can be sent", async () => {
    const { user } = atSecurity(ownSecurity(), {
      enableTwoFactor: refuse({ code: "send-limit", againAt: Date.UTC(2026, 10, 2, 15, 0) }),
    });
    await user.type(await screen.findByLabelText("Password"), "correct horse{Enter}");
    expect(await screen.findByText(/Enough tokens were sent for now.*15:00/)).toBeVisible();
  });

  it("shows a delivery that failed, and sends again by call", async () => {
    const failed = tokenSent({ state: "failed", failure: "unreachable" });
    const { user, fake } = atSecurity(ownSecurity({ pendingToken: failed }), { sendPhoneProof: ok(tokenSent()) });
    expect(await screen.findByText(/could not be reached.*Nothing went to •••• 3456/)).toBeVisible();
    await user.click(button("Call me with a token"));
    await vi.waitFor(() => expect(fake.calls("sendPhoneProof")).toEqual([{ channel: "call" }]));
  });

  it("offers the field where there is no cell phone, and the app without a number", async () => {
    const { user, fake } = atSecurity(ownSecurity({ cellPhone: null }), {
      updateMyProfile: ok({ phoneSharedWith: 0, numberToConfirm: false }),
    });
    expect(await screen.findByText("There is no cell phone in your profile")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Enable Two-Factor" })).not.toBeInTheDocument();
    expect(button("Set up authenticator app")).toBeVisible();
    await user.type(screen.getByLabelText("Cell phone"), "07400123456{Enter}");
    await vi.waitFor(() => expect(fake.calls("updateMyProfile")[0]?.cellPhone).toBe("+447400123456"));
  });

  it("refuses what is no number beside that field", async () => {
    const { user, fake } = atSecurity(ownSecurity({ cellPhone: null }));
    await user.type(await screen.findByLabelText("Cell phone"), "12{Enter}");
    expect(screen.getByLabelText("Cell phone")).toHaveAccessibleDescription(/not a phone number/);
    expect(fake.calls("updateMyProfile")).toEqual([]);
  });

  it("leads straight to the app where there is no gateway", async () => {
    const { user, fake } = atSecurity(ownSecurity({ hasGateway: false }));
    expect(await screen.findByText("No text messages or calls here")).toBeVisible();
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.click(button("Enable Two-Factor"));
    expect(await screen.findByRole("dialog", { name: "Set up authenticator app" })).toBeVisible();
    expect(fake.calls("enableTwoFactor")).toEqual([]);
  });

  it.each([
    ["off", ownSecurity({ textTokenMinutes: "never" })],
    ["on by text message", { ...textIsOn, textTokenMinutes: "never" } as const],
  ])("says that tokens never expire, and that this is not recommended, while it is %s", async (_name, security) => {
    atSecurity(security);
    expect(await screen.findByText(/never expire in this practice – not recommended/)).toBeVisible();
  });
});

describe("a number that somebody changed", () => {
  const waiting: Security = { ...textIsOn, cellPhone: "+447400654321", numberWaits: true };

  it("is said in Profile and in Security until its owner confirms it", async () => {
    atProfile({ getMySecurity: ok(waiting) });
    expect(await screen.findByText(/It was changed, and is not used for tokens or call-backs yet/)).toBeVisible();
    expect(button("Confirm your new number")).toBeVisible();
  });

  it("is said to wait for two helpers where no token can be sent to it", async () => {
    atSecurity({ ...waiting, hasGateway: false });
    expect(await screen.findByText("Your number was changed, and waits")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Confirm your new number" })).not.toBeInTheDocument();
  });
});

describe("the backup password", () => {
  const without: Security = { ...appIsOn, backupPassword: { setAt: null, skipped: true } };
  const card = () => screen.findByRole("region", { name: "Backup password" });
  const strong: FakeReplies = { checkPassword: ok({ score: 4, problem: null }) };

  it("is set from its card, and said to be since when", async () => {
    const { user, fake, state } = atSecurity(without, {
      ...strong,
      setBackupPassword: () => {
        state.now = appIsOn;
        return ok(null);
      },
    });
    expect(within(await card()).getByText("Not set")).toBeVisible();
    await user.click(within(await card()).getByRole("button", { name: "Set backup password" }));
    const dialog = await screen.findByRole("dialog", { name: "Set a backup password" });
    await user.type(
      within(dialog).getByLabelText("Backup password", { selector: "input" }),
      "seven green clocks sing{Enter}",
    );
    await vi.waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(fake.calls("setBackupPassword")).toEqual([{ backupPassword: "seven green clocks sing" }]);
    expect(within(await card()).getByText("1 Nov 2026, 14:05")).toBeVisible();
    expect(await screen.findByText("Your backup password is set.")).toBeVisible();
  });

  it("is changed, and a weak one is said at its field and kept there", async () => {
    const { user } = atSecurity(appIsOn, {
      ...strong,
      setBackupPassword: refuse({ code: "bad-password", problem: "too-guessable" }),
    });
    await user.click(within(await card()).getByRole("button", { name: "Change it" }));
    const field = await screen.findByLabelText("Backup password", { selector: "input" });
    await user.type(field, "password password{Enter}");
    await vi.waitFor(() => expect(field).toHaveAccessibleDescription(/easy to guess/));
    expect(field).toHaveValue("password password");
  });

  it("is removed only after a question, and says why it was not", async () => {
    const { user, fake } = atSecurity(appIsOn, {
      removeBackupPassword: refuse({ code: "not-now", because: "second-factor-needed" }),
    });
    await user.click(within(await card()).getByRole("button", { name: "Remove it" }));
    const asked = await screen.findByRole("alertdialog", { name: "Remove your backup password?" });
    await user.click(within(asked).getByRole("button", { name: "Keep it" }));
    expect(fake.calls("removeBackupPassword")).toEqual([]);
    await user.click(within(await card()).getByRole("button", { name: "Remove it" }));
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Remove it" }));
    expect(await screen.findByText(/You came in without your own phone/)).toBeVisible();
    fake.answer({ removeBackupPassword: ok(null) });
    await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Remove it" }));
    expect(await screen.findByText("Your backup password was removed.")).toBeVisible();
  });
});

describe("Security while two-factor is on", () => {
  it("shows each method, when the app was last used, and how many recovery codes are left", async () => {
    atSecurity(appIsOn);
    const app = await screen.findByRole("region", { name: "Authenticator app" });
    expect(within(app).getByText("In use")).toBeVisible();
    expect(within(app).getByText("2 Nov 2026, 13:05")).toBeVisible();
    expect(within(screen.getByRole("region", { name: "Recovery codes" })).getByText("7 of 10 left")).toBeVisible();
    expect(within(screen.getByRole("region", { name: "Text messages" })).getByText("10 minutes")).toBeVisible();
  });

  it("goes back to text messages with password and token", async () => {
    const { user, fake } = atSecurity(appIsOn, { chooseTextMessages: ok(null) });
    await user.click(await soon("Go back to text messages"));
    const asked = await screen.findByRole("dialog", { name: "Go back to text messages?" });
    await user.type(within(asked).getByLabelText("Your password"), "correct horse");
    await user.type(within(asked).getByLabelText("Authorization token"), "1234567");
    await user.click(within(asked).getByRole("button", { name: "Use text messages" }));
    const proof = { password: "correct horse", token: "1234567" };
    await vi.waitFor(() => expect(fake.calls("chooseTextMessages")).toEqual([{ proof }]));
    expect(await screen.findByText("Tokens come by text message from now on.")).toBeVisible();
  });

  it.each([
    ["no gateway", { ...appIsOn, hasGateway: false }, /This practice has none/],
    ["no verified number", { ...appIsOn, confirmedPhone: null }, /need a verified cell phone/],
  ] as const)("says why there is no way back to text messages with %s", async (_name, security, why) => {
    atSecurity(security);
    expect(await soon("Go back to text messages")).toHaveAccessibleDescription(why);
  });

  it("turns off with password and token, after saying what stops working", async () => {
    const { user, fake } = atSecurity(appIsOn, { disableTwoFactor: ok(null) });
    await user.click(await soon("Turn off two-factor"));
    const asked = await screen.findByRole("dialog", { name: "Turn off your two-factor authentication?" });
    expect(asked).toHaveAccessibleDescription(/Your app and your recovery codes stop working now/);
    await user.type(within(asked).getByLabelText("Your password"), "correct horse");
    await user.type(within(asked).getByLabelText("Authorization token"), "1234567");
    await user.click(within(asked).getByRole("button", { name: "Turn off" }));
    await vi.waitFor(() => expect(fake.calls("disableTwoFactor")).toHaveLength(1));
  });

  it("keeps it on when the proof was refused, and says why at the field", async () => {
    const because = { code: "wrong-token", triesLeft: 3 } as const;
    const { user } = atSecurity(appIsOn, { disableTwoFactor: refuse({ code: "proof-refused", because }) });
    await user.click(await soon("Turn off two-factor"));
    const token = await screen.findByLabelText("Authorization token");
    await user.type(screen.getByLabelText("Your password"), "correct horse");
    await user.type(token, "7654321");
    await user.click(button("Turn off"));
    await vi.waitFor(() => expect(token).toHaveAccessibleDescription(/didn't match\. 3 tries left/));
  });
});
