import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { AuthenticatorOffer, Security } from "../../src/contract/enrollment/views";
import { ok, refuse } from "../../src/contract/result";
import { AccountScreen } from "../../src/renderer/features/enrollment/account-screen";
import { SetupOnlyScreen } from "../../src/renderer/features/enrollment/setup-only-screen";
import { TwoFactorSetup } from "../../src/renderer/features/enrollment/two-factor-setup";
import { type FakeReplies, testAppState, testPractice, testSession } from "../support/fake-wardkey";
import {
  appIsOn,
  authenticatorOffer,
  codesOnSheet,
  ownSecurity,
  tenCodes,
  textIsOn,
  tokenSent,
} from "../support/own-account";
import { renderFace } from "../support/render-face";

const button = (name: string) => screen.getByRole("button", { name });
const soon = (name: string) => screen.findByRole("button", { name });
const heading = (name: string) => screen.findByRole("heading", { name });

/** The card on the tab Security has the same name. */
const backupField = () => screen.getByLabelText("Backup password", { selector: "input" });
const notAsked = { setAt: null, skipped: false };

const accepted = ok({ answer: "accepted" } as const);

/** The dialog, opened from the tab Security. */
async function openDialog(
  security: Security,
  replies: FakeReplies = {},
  offer: AuthenticatorOffer = authenticatorOffer(),
) {
  const session = testSession("member", { twoFactor: security.twoFactor });
  const face = renderFace(<AccountScreen tab="security" />, testAppState("member", { session }), {
    getMySecurity: ok(security),
    beginAuthenticator: ok(offer),
    cancelAuthenticator: ok(null),
    makeRecoveryCodes: ok({ codes: tenCodes }),
    storeRecoveryCodes: ok(null),
    ...replies,
  });
  const opener = security.twoFactor === "app" ? "Set up on a new phone" : "Set up authenticator app";
  await face.user.click(await soon(opener));
  await screen.findByRole("dialog", { name: "Set up authenticator app" });
  return face;
}

type User = Awaited<ReturnType<typeof openDialog>>["user"];

async function goToScan(user: User) {
  await user.click(await soon("I have the app"));
  await heading("Scan");
}

async function goToCode(user: User) {
  await goToScan(user);
  await user.click(button("I have scanned it"));
  return screen.findByLabelText("Code from the app");
}

describe("step a, Get the app", () => {
  it("has Authy's pages as QR codes, which apps show how many digits, and what is not allowed", async () => {
    await openDialog(textIsOn);
    expect(screen.getByText("Step 1 of 4")).toBeVisible();
    expect(screen.getByRole("img", { name: "Authy in the App Store, for iPhone" })).toBeVisible();
    expect(screen.getByRole("img", { name: "Authy on Google Play, for Android" })).toBeVisible();
    expect(screen.getByText("Desktop authenticator apps are not allowed.")).toBeVisible();
    const microsoft = screen.getByRole("row", { name: /Microsoft Authenticator/ });
    expect(within(microsoft).getAllByText("No, shows six")).toHaveLength(2);
  });

  it("closes without a question: nothing was begun", async () => {
    const { user, fake } = await openDialog(textIsOn);
    await user.keyboard("{Escape}");
    await vi.waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Set up authenticator app" })).not.toBeInTheDocument(),
    );
    expect(fake.calls("cancelAuthenticator")).toEqual([]);
    expect(button("Set up authenticator app")).toHaveFocus();
  });
});

describe("step b, Verify your phone", () => {
  const unverified: Security = { ...appIsOn, confirmedPhone: null, phoneToVerify: true };

  it("sends the code by text message or phone call, and goes on once it was typed in", async () => {
    const { user, fake } = await openDialog(unverified, {
      sendPhoneProof: ({ channel }) => ok(tokenSent({ channel })),
      confirmPhoneProof: ok(null),
    });
    await user.click(await soon("I have the app"));
    await user.click(await soon("Text message"));
    expect(await screen.findByText(/Sending a text to •••• 3456/)).toBeVisible();
    await user.click(button("Phone call"));
    await user.type(await screen.findByLabelText("Verification code"), "7654321");
    await user.click(button("Verify"));
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("sendPhoneProof")).toEqual([{ channel: "text" }, { channel: "call" }]);
    expect(fake.calls("confirmPhoneProof")).toEqual([{ token: "7654321" }]);
  });

  it("can be passed over once a code did not arrive, and not before it was tried", async () => {
    const { user, fake } = await openDialog(unverified, {
      sendPhoneProof: ok(tokenSent({ state: "failed", failure: "unreachable" })),
    });
    await user.click(await soon("I have the app"));
    expect(screen.queryByRole("button", { name: "Go on without verifying" })).not.toBeInTheDocument();
    await user.click(await soon("Text message"));
    expect(await screen.findByText(/could not be reached/)).toBeVisible();
    await user.click(button("Go on without verifying"));
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("confirmPhoneProof")).toEqual([]);
  });

  it("is no screen where nothing is to verify: four steps, and back from the scan to the first", async () => {
    const { user, fake } = await openDialog({ ...unverified, phoneToVerify: false });
    expect(screen.getByText("Step 1 of 4")).toBeVisible();
    await user.click(await soon("I have the app"));
    expect(await heading("Scan")).toBeVisible();
    expect(screen.getByText("Step 2 of 4")).toBeVisible();
    await user.click(button("Back"));
    expect(await heading("Get the app")).toBeVisible();
    expect(screen.getByText("Step 1 of 4")).toBeVisible();
    expect(fake.calls("beginAuthenticator")).toEqual([{ key: "new" }]);
  });

  it("counts as one of five, also once the phone is verified on the way", async () => {
    const { user } = await openDialog(unverified, {
      sendPhoneProof: ok(tokenSent()),
      confirmPhoneProof: ok(null),
    });
    await user.click(await soon("I have the app"));
    expect(await screen.findByText("Step 2 of 5")).toBeVisible();
    await user.click(button("Back"));
    expect(await screen.findByText("Step 1 of 5")).toBeVisible();
    await user.click(await soon("I have the app"));
    await user.click(await soon("Text message"));
    await user.type(await screen.findByLabelText("Verification code"), "7654321");
    await user.click(button("Verify"));
    expect(await screen.findByText("Step 3 of 5")).toBeVisible();
  });

  it("comes before the old phone's key too", async () => {
    const { user, fake } = await openDialog(
      { ...unverified, mayKeepKey: true },
      { sendPhoneProof: ok(tokenSent()), confirmPhoneProof: ok(null) },
    );
    await user.click(await soon("Keep the same key"));
    await user.click(await soon("Text message"));
    await user.type(await screen.findByLabelText("Verification code"), "7654321");
    await user.click(button("Verify"));
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("beginAuthenticator")).toEqual([{ key: "same" }]);
  });
});

describe("step c, Scan", () => {
  it("shows the QR code, at least 200 px wide, and the key in groups of four", async () => {
    const { user } = await openDialog(appIsOn);
    await goToScan(user);
    const qr = screen.getByRole("img", { name: "QR code to scan with your authenticator app" });
    expect(qr).toHaveAttribute("src", authenticatorOffer().qr);
    expect(Number(qr.getAttribute("width"))).toBeGreaterThanOrEqual(200);
    expect(screen.getAllByText("GEZD")).toHaveLength(2);
    expect(screen.getByText(/Good until 14:15, 10:00 left/)).toBeVisible();
  });

  it("makes a new one for another ten minutes", async () => {
    const { user, fake } = await openDialog(appIsOn);
    await goToScan(user);
    await user.click(button("Make a new one"));
    await vi.waitFor(() => expect(fake.calls("beginAuthenticator")).toHaveLength(2));
  });

  it("shows neither picture nor key once the time is over", async () => {
    const { user } = await openDialog(appIsOn, {}, authenticatorOffer({ expiresAt: 0 }));
    await goToScan(user);
    expect(screen.getByText(/The time for this picture is over/)).toBeVisible();
    expect(screen.queryByRole("img", { name: /QR code/ })).not.toBeInTheDocument();
    expect(screen.queryByText("GEZD")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "I have scanned it" })).not.toBeInTheDocument();
    expect(button("Make a new one")).toBeVisible();
  });

  it("asks for the password where it was typed too long ago, and then goes on by itself", async () => {
    let fresh = false;
    const { user } = await openDialog(appIsOn, {
      beginAuthenticator: () => (fresh ? ok(authenticatorOffer()) : refuse({ code: "step-up-needed" })),
      stepUp: () => {
        fresh = true;
        return ok(null);
      },
    });
    await user.click(await soon("I have the app"));
    await user.type(await screen.findByLabelText("Password"), "correct horse{Enter}");
    expect(await heading("Scan")).toBeVisible();
  });
});

describe("with a sealed enrollment sheet", () => {
  const choice = "I have scanned my sealed sheet";
  const sealed = ownSecurity({ sealedSheet: true, hasGateway: false });

  async function openOnly(security: Security, replies: FakeReplies = {}) {
    const appState = testAppState("setup-only", { session: testSession("member") });
    const known = { getMySecurity: ok(security), beginAuthenticator: ok(authenticatorOffer()), ...replies };
    const face = renderFace(<SetupOnlyScreen />, appState, known);
    await heading("Get the app");
    return face;
  }

  async function goToSheet(user: User) {
    await user.click(button(choice));
    await heading("Your sealed sheet");
    return screen.findByLabelText("Code from the app");
  }

  it("is not offered to whoever has none", async () => {
    await openOnly(ownSecurity({ hasGateway: false }));
    expect(screen.queryByRole("button", { name: choice })).not.toBeInTheDocument();
  });

  it("takes a code of the printed key, and goes on to scanning a new one", async () => {
    const { user, fake } = await openOnly(sealed, {
      redeemSealedSheet: () => {
        fake.answer({ getMySecurity: ok({ ...sealed, sealedSheet: false }) });
        return ok(authenticatorOffer());
      },
      confirmAuthenticator: accepted,
    });
    await user.type(await goToSheet(user), "1234567");
    expect(await heading("Scan")).toBeVisible();
    expect(screen.getByText("Authenticator app, step 2 of 4")).toBeVisible();
    expect(screen.getByText(/The sheet is used up. Scan this picture: it is your key from now on/)).toBeVisible();
    expect(screen.getByRole("img", { name: "QR code to scan with your authenticator app" })).toBeVisible();
    await user.click(button("I have scanned it"));
    await user.type(await screen.findByLabelText("Code from the app"), "7654321");
    expect(await heading("Don't get locked out")).toBeVisible();
    expect(fake.calls("redeemSealedSheet")).toEqual([{ token: "1234567" }]);
    expect(fake.calls("confirmAuthenticator")).toEqual([{ token: "7654321", digits: null }]);
    expect(fake.calls("beginAuthenticator")).toEqual([]);
  });

  it("comes after the phone is verified, where that is to be done", async () => {
    const { user, fake } = await openDialog(
      { ...textIsOn, sealedSheet: true, phoneToVerify: true },
      {
        sendPhoneProof: ok(tokenSent()),
        confirmPhoneProof: ok(null),
        redeemSealedSheet: ok(authenticatorOffer()),
      },
    );
    await user.click(await soon(choice));
    await heading("Verify your phone");
    await user.click(button("Text message"));
    await user.type(await screen.findByLabelText("Verification code"), "7654321");
    await user.click(button("Verify"));
    await heading("Your sealed sheet");
    expect(screen.getByText("Step 3 of 5")).toBeVisible();
    await user.type(await screen.findByLabelText("Code from the app"), "1234567");
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("beginAuthenticator")).toEqual([]);
  });

  it("takes six digits too, from an app that shows no more", async () => {
    const { user, fake } = await openOnly(sealed, { redeemSealedSheet: ok(authenticatorOffer()) });
    await user.type(await goToSheet(user), "123456{Enter}");
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("redeemSealedSheet")).toEqual([{ token: "123456" }]);
  });

  it("says that a code did not match, and stays there", async () => {
    const { user } = await openOnly(sealed, { redeemSealedSheet: refuse({ code: "wrong-token", triesLeft: 3 }) });
    await user.type(await goToSheet(user), "7654321");
    expect(await screen.findByText("That code didn't match. 3 tries left.")).toBeVisible();
    expect(screen.getByText(/Codes change every 30 seconds: wait for a new one/)).toBeVisible();
    expect(screen.queryByRole("heading", { name: "Scan" })).not.toBeInTheDocument();
  });

  it("says that the sheet is over, and lets one go back to the ordinary way", async () => {
    const { user, fake } = await openOnly(sealed, {
      redeemSealedSheet: refuse({ code: "not-now", because: "sheet-over" }),
    });
    await user.type(await goToSheet(user), "7654321");
    expect(await screen.findByText(/The key on your sealed sheet is good no longer/)).toBeVisible();
    await user.click(button("Back"));
    await goToScan(user);
    expect(screen.queryByText(/The sheet is used up/)).not.toBeInTheDocument();
    expect(fake.calls("beginAuthenticator")).toEqual([{ key: "new" }]);
  });

  it("leaves the ordinary way as it is for whoever has not scanned it", async () => {
    const { user, fake } = await openOnly(sealed);
    await goToScan(user);
    expect(fake.calls("redeemSealedSheet")).toEqual([]);
    expect(fake.calls("beginAuthenticator")).toEqual([{ key: "new" }]);
  });

  it("closes the dialog without a question before a code of it was typed", async () => {
    const { user, fake } = await openDialog({ ...textIsOn, sealedSheet: true });
    await user.click(await soon(choice));
    await heading("Your sealed sheet");
    await user.keyboard("{Escape}");
    await vi.waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Set up authenticator app" })).not.toBeInTheDocument(),
    );
    expect(fake.calls("cancelAuthenticator")).toEqual([]);
  });
});

describe("step d, Enter the code", () => {
  it("sends the code by itself with its last digit, and is done only once it was accepted", async () => {
    const { user, fake } = await openDialog(textIsOn, { confirmAuthenticator: accepted });
    await user.type(await goToCode(user), "1234567");
    expect(await heading("Don't get locked out")).toBeVisible();
    expect(fake.calls("confirmAuthenticator")).toEqual([{ token: "1234567", digits: null }]);
  });

  it("notices an app that shows six digits, and takes the same code with six", async () => {
    const { user, fake } = await openDialog(textIsOn, {
      confirmAuthenticator: ({ digits }) => (digits === null ? ok({ answer: "other-digits", digits: 6 }) : accepted),
    });
    await user.type(await goToCode(user), "123456{Enter}");
    expect(await screen.findByText("Your app shows six digits. Use six?")).toBeVisible();
    await user.click(button("Use six digits"));
    expect(await heading("Don't get locked out")).toBeVisible();
    expect(fake.calls("confirmAuthenticator").at(-1)).toEqual({ token: "123456", digits: 6 });
  });

  it("says that a code did not match, and how to go on", async () => {
    const { user } = await openDialog(textIsOn, {
      confirmAuthenticator: refuse({ code: "wrong-token", triesLeft: 3 }),
    });
    await user.type(await goToCode(user), "7654321");
    expect(await screen.findByText("That code didn't match. 3 tries left.")).toBeVisible();
    expect(screen.getByText(/Codes change every 30 seconds: wait for a new one/)).toBeVisible();
  });

  it("says by how much a phone's clock and this computer's differ, and how to find out which is wrong", async () => {
    const { user } = await openDialog(textIsOn, {
      confirmAuthenticator: refuse({ code: "clock-differs", byMs: 4 * 60_000 }),
    });
    await user.type(await goToCode(user), "7654321");
    expect(await screen.findByText(/phone’s clock is about 4 minutes ahead of this computer’s/)).toBeVisible();
    expect(screen.getByText(/Look at a clock that you trust/)).toHaveTextContent(/a manager corrects its clock/);
    expect(screen.queryByRole("button", { name: "Correct the clock" })).not.toBeInTheDocument();
  });

  it("says until when it is locked", async () => {
    const until = Date.UTC(2026, 10, 2, 14, 35);
    const { user } = await openDialog(textIsOn, { confirmAuthenticator: refuse({ code: "locked", until }) });
    await user.type(await goToCode(user), "7654321");
    expect(await screen.findByText("Locked until 14:35")).toBeVisible();
  });

  it("makes a new key where the setup took too long", async () => {
    const { user, fake } = await openDialog(textIsOn, {
      confirmAuthenticator: refuse({ code: "not-now", because: "set-up-expired" }),
    });
    await user.type(await goToCode(user), "1234567");
    expect(await screen.findByText(/took too long and was ended/)).toBeVisible();
    await user.click(button("Make a new one"));
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("beginAuthenticator")).toHaveLength(2);
  });
});

describe("step e, Don't get locked out", () => {
  const due: Security = { ...textIsOn, backupPassword: notAsked };
  const weak = refuse({ code: "bad-password", problem: "same-as-other" } as const);

  it("begins with a backup password, with its meter, and goes on to the codes once it is set", async () => {
    const { user, fake } = await openDialog(due, {
      confirmAuthenticator: accepted,
      checkPassword: ok({ score: 4, problem: null }),
      setBackupPassword: ok(null),
    });
    await user.type(await goToCode(user), "1234567");
    expect(await heading("Don't get locked out")).toHaveFocus();
    expect(screen.getByText("Step 4 of 4")).toBeVisible();
    expect(screen.getByText("Recommended")).toBeVisible();
    await user.type(backupField(), "seven green clocks sing");
    expect(await screen.findByRole("meter", { name: "Strength" })).toHaveAttribute("aria-valuenow", "4");
    expect(fake.calls("checkPassword").at(-1)).toEqual({
      password: "seven green clocks sing",
      about: ["Joan Field", "elena@lakeside.example", "Lakeside Family Practice"],
      forManager: false,
    });
    expect(fake.calls("makeRecoveryCodes")).toEqual([]);
    await user.click(button("Set backup password"));
    expect(await screen.findByRole("list", { name: "Recovery codes" })).toBeVisible();
    expect(fake.calls("setBackupPassword")).toEqual([{ backupPassword: "seven green clocks sing" }]);
  });

  it("says at the field that it is the account password, and keeps what was typed", async () => {
    const { user } = await openDialog(due, {
      confirmAuthenticator: accepted,
      checkPassword: ok({ score: 4, problem: null }),
      setBackupPassword: weak,
    });
    await user.type(await goToCode(user), "1234567");
    const field = await vi.waitFor(backupField);
    await user.type(field, "correct horse battery{Enter}");
    await vi.waitFor(() => expect(field).toHaveAccessibleDescription(/have to differ/));
    expect(field).toHaveValue("correct horse battery");
    expect(screen.queryByRole("list", { name: "Recovery codes" })).not.toBeInTheDocument();
  });

  it("skips it with the second press alone, and says before it what that means", async () => {
    const { user, fake } = await openDialog(due, { confirmAuthenticator: accepted, skipBackupPassword: ok(null) });
    await user.type(await goToCode(user), "1234567");
    await user.click(await soon("Skip"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/It is recorded that you skipped this/);
    expect(fake.calls("skipBackupPassword")).toEqual([]);
    await user.keyboard("{Escape}");
    await user.click(button("Go on without one"));
    expect(await screen.findByRole("list", { name: "Recovery codes" })).toBeVisible();
    expect(fake.calls("skipBackupPassword")).toEqual([{}]);
    expect(fake.calls("setBackupPassword")).toEqual([]);
  });

  it("goes on without it where not even skipping is possible", async () => {
    const { user } = await openDialog(due, {
      confirmAuthenticator: accepted,
      skipBackupPassword: refuse({ code: "incident", number: "7QK2", what: "disk-full" }),
    });
    await user.type(await goToCode(user), "1234567");
    await user.click(await soon("Skip"));
    await user.click(button("Go on without one"));
    await user.click(await soon("Later"));
    expect(await screen.findByRole("list", { name: "Recovery codes" })).toBeVisible();
  });

  it("shows ten codes, and closes only after “I have stored these”", async () => {
    const { user, fake } = await openDialog(textIsOn, { confirmAuthenticator: accepted });
    await user.type(await goToCode(user), "1234567");
    const list = await screen.findByRole("list", { name: "Recovery codes" });
    expect(within(list).getAllByRole("listitem")).toHaveLength(10);
    await user.keyboard("{Escape}");
    await user.click(button("Finish"));
    expect(button("Finish")).toHaveAccessibleDescription(/Tick “I have stored these” first/);
    expect(fake.calls("storeRecoveryCodes")).toEqual([]);
    await user.click(screen.getByRole("checkbox", { name: "I have stored these" }));
    await user.click(button("Finish"));
    await vi.waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Set up authenticator app" })).not.toBeInTheDocument(),
    );
    expect(fake.calls("storeRecoveryCodes")).toEqual([{}]);
    expect(await screen.findByText("Your authenticator app is set up.")).toBeVisible();
  });

  it("leaves stored codes in force for whoever only changes the phone", async () => {
    const { user, fake } = await openDialog(appIsOn, { confirmAuthenticator: accepted });
    await user.type(await goToCode(user), "1234567");
    expect(await screen.findByText(/You still have 7 of 10 recovery codes, and they keep working/)).toBeVisible();
    await user.click(button("Finish"));
    await vi.waitFor(() =>
      expect(screen.queryByRole("dialog", { name: "Set up authenticator app" })).not.toBeInTheDocument(),
    );
    expect(fake.calls("makeRecoveryCodes")).toEqual([]);
  });
});

describe("Esc in the middle", () => {
  it.each([
    ["off", ownSecurity({ cellPhone: null }), /two-factor authentication stays off/],
    ["by text message", textIsOn, /tokens keep coming by text message/],
    ["by the app", appIsOn, /the app you use now keeps working/],
  ] as const)("asks first, and says what stays as it is while two-factor is %s", async (_name, security, stays) => {
    const { user, fake } = await openDialog(security);
    await goToScan(user);
    await user.keyboard("{Escape}");
    const asked = await screen.findByRole("alertdialog", { name: "End the setup?" });
    expect(asked).toHaveAccessibleDescription(stays);
    await user.click(within(asked).getByRole("button", { name: "Go on" }));
    await user.keyboard("{Escape}");
    await user.click(await soon("End it"));
    await vi.waitFor(() => expect(fake.calls("cancelAuthenticator")).toEqual([{}]));
    expect(screen.queryByRole("dialog", { name: "Set up authenticator app" })).not.toBeInTheDocument();
  });
});

describe("where only the setup is reachable", () => {
  function atSetupOnly(session: Parameters<typeof testSession>[1], security: Security, replies: FakeReplies = {}) {
    const appState = testAppState("setup-only", { session: testSession("member", session) });
    return renderFace(<SetupOnlyScreen />, appState, { getMySecurity: ok(security), signOut: ok(null), ...replies });
  }

  it("names who started it, and whom to call", async () => {
    atSetupOnly({ startedBy: "Joan Field" }, ownSecurity());
    expect(await screen.findByText(/Joan Field has started this for you/)).toBeVisible();
    expect(screen.getByText("Still stuck? Call Joan Field, extension 12")).toBeVisible();
  });

  it("asks for the setup code first after a reset, and then shows the setup", async () => {
    const { user, fake } = atSetupOnly({ setupCodeNeeded: true }, ownSecurity({ hasGateway: false }), {
      redeemSetupCode: () => {
        fake.sessionState(testAppState("setup-only"));
        return ok(null);
      },
    });
    await user.type(await screen.findByLabelText("Setup code"), "4K7D-92QX-M3{Enter}");
    expect(await heading("Get the app")).toBeVisible();
    expect(fake.calls("redeemSetupCode")).toEqual([{ code: "4K7D-92QX-M3" }]);
  });

  it("says that a setup code is wrong", async () => {
    const { user } = atSetupOnly({ setupCodeNeeded: true }, ownSecurity(), {
      redeemSetupCode: refuse({ code: "wrong-set-up-code" }),
    });
    await user.type(await screen.findByLabelText("Setup code"), "AAAA-AAAA-AA{Enter}");
    expect(await screen.findByText(/Check your e-mail and the setup code/)).toBeVisible();
  });

  it("offers the app first and text messages as the weaker option, and turns those on with a token", async () => {
    const { user, fake } = atSetupOnly({}, ownSecurity(), {
      enableTwoFactor: ok(tokenSent()),
      confirmTextToken: ok(null),
    });
    expect(await screen.findByRole("radio", { name: /Authenticator app/ })).toBeChecked();
    await user.click(screen.getByRole("radio", { name: /Text messages/ }));
    await user.click(button("Continue"));
    await user.type(await screen.findByLabelText("Authorization token"), "1234567");
    await vi.waitFor(() => expect(fake.calls("confirmTextToken")).toEqual([{ token: "1234567" }]));
  });

  it("makes no recovery codes that its end would take from the screen", async () => {
    const { user, fake } = atSetupOnly({}, ownSecurity({ hasGateway: false }), {
      beginAuthenticator: ok(authenticatorOffer()),
      confirmAuthenticator: accepted,
      skipBackupPassword: ok(null),
    });
    await user.type(await goToCode(user), "1234567");
    await user.click(await soon("Skip"));
    await user.click(await soon("Go on without one"));
    expect(await soon("Make recovery codes")).toBeVisible();
    expect(fake.calls("makeRecoveryCodes")).toEqual([]);
  });

  const back = { ...appIsOn, mayKeepKey: true };

  it("begins with the app for whoever came back without the phone, and says what became of the old one", async () => {
    atSetupOnly({ twoFactor: "none", rebinding: "lost-or-stolen" }, ownSecurity({ hasGateway: false }));
    expect(await heading("Set up your new phone")).toBeVisible();
    expect(screen.getByText(/Your old phone’s codes work no longer/)).toBeVisible();
    expect(await heading("Get the app")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Keep the same key" })).not.toBeInTheDocument();
  });

  it("offers the old phone's key where it is still theirs, and makes that one anew too", async () => {
    const { user, fake } = atSetupOnly({ twoFactor: "app", rebinding: "new-phone" }, back, {
      beginAuthenticator: ok(authenticatorOffer()),
    });
    await user.click(await soon("Keep the same key"));
    expect(await heading("Scan")).toBeVisible();
    expect(screen.getByText(/This is the key of your old phone/)).toBeVisible();
    await user.click(button("Make a new one"));
    await vi.waitFor(() => expect(fake.calls("beginAuthenticator")).toEqual([{ key: "same" }, { key: "same" }]));
    await user.click(button("Back"));
    expect(await heading("Get the app")).toBeVisible();
  });

  it("gives a new key to whoever does not keep the old one", async () => {
    const { user, fake } = atSetupOnly({ twoFactor: "app", rebinding: "new-phone" }, back, {
      beginAuthenticator: ok(authenticatorOffer()),
    });
    await user.click(await soon("I have the app"));
    expect(await heading("Scan")).toBeVisible();
    expect(fake.calls("beginAuthenticator")).toEqual([{ key: "new" }]);
    expect(screen.queryByText(/This is the key of your old phone/)).not.toBeInTheDocument();
  });

  it("lets one sign out", async () => {
    const { user, fake } = atSetupOnly({}, ownSecurity());
    await user.click(await soon("Sign out"));
    await vi.waitFor(() => expect(fake.calls("signOut")).toEqual([{}]));
  });
});

describe("in the first run", () => {
  function practiceSetup(security: Security, replies: FakeReplies = {}) {
    const more = { practiceSetup: "two-factor", practice: testPractice, session: testSession("manager") } as const;
    const onDone = vi.fn();
    const known = { getMySecurity: ok(security), makeRecoveryCodes: ok({ codes: tenCodes }), ...replies };
    return { onDone, ...renderFace(<TwoFactorSetup onDone={onDone} />, testAppState("practice-setup", more), known) };
  }

  it("goes straight to the app without a gateway, and is done when the codes are stored", async () => {
    const { user, onDone } = practiceSetup(ownSecurity({ hasGateway: false }), {
      beginAuthenticator: ok(authenticatorOffer()),
      confirmAuthenticator: accepted,
      skipBackupPassword: ok(null),
      storeRecoveryCodes: ok(null),
    });
    expect(await screen.findByText("Authenticator app, step 1 of 4")).toBeVisible();
    await user.type(await goToCode(user), "1234567");
    await user.click(await soon("Skip"));
    await user.click(await soon("Go on without one"));
    await user.click(await screen.findByRole("checkbox", { name: "I have stored these" }));
    await user.click(button("Finish"));
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });

  it("corrects the computer's clock where that and the phone's differ", async () => {
    const { user, fake } = practiceSetup(ownSecurity({ hasGateway: false }), {
      beginAuthenticator: ok(authenticatorOffer()),
      confirmAuthenticator: refuse({ code: "clock-differs", byMs: 4 * 60_000 }),
      correctClockInSetup: ok(null),
    });
    await user.type(await goToCode(user), "1234567");
    await user.click(await soon("Correct the clock"));
    const dialog = await screen.findByRole("dialog", { name: "Correct the clock" });
    expect(within(dialog).getByLabelText("Date")).toHaveValue("2026-11-02");
    fireEvent.change(within(dialog).getByLabelText("Time"), { target: { value: "14:09:30" } });
    await user.click(within(dialog).getByRole("button", { name: "Correct the clock" }));
    expect(await screen.findByText("The clock was corrected. Type a new code.")).toBeVisible();
    const [{ to } = { to: 0 }] = fake.calls("correctClockInSetup");
    expect(to).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 2, 14, 9, 30));
    expect(to).toBeLessThan(Date.UTC(2026, 10, 2, 14, 10, 0));
    expect(screen.getByLabelText("Code from the app")).toHaveValue("");
    expect(fake.calls("confirmAuthenticator")).toHaveLength(1);
  });

  it("says at the time that it is none, and sends nothing", async () => {
    const { user, fake } = practiceSetup(ownSecurity({ hasGateway: false }), {
      beginAuthenticator: ok(authenticatorOffer()),
      confirmAuthenticator: refuse({ code: "clock-differs", byMs: -90_000 }),
    });
    await user.type(await goToCode(user), "1234567");
    await user.click(await soon("Correct the clock"));
    const dialog = await screen.findByRole("dialog", { name: "Correct the clock" });
    fireEvent.change(within(dialog).getByLabelText("Time"), { target: { value: "" } });
    await user.click(within(dialog).getByRole("button", { name: "Correct the clock" }));
    expect(within(dialog).getByLabelText("Time")).toHaveAccessibleDescription(/Type a date and a time/);
    expect(fake.calls("correctClockInSetup")).toEqual([]);
  });

  it("goes on with the backup password where that is still to be asked for", async () => {
    const { user } = practiceSetup(
      { ...appIsOn, recoveryCodes: codesOnSheet([], false), backupPassword: notAsked },
      {
        skipBackupPassword: ok(null),
      },
    );
    expect(await vi.waitFor(backupField)).toBeVisible();
    expect(screen.getByText("Authenticator app, step 4 of 4")).toBeVisible();
    await user.click(button("Skip"));
    await user.click(button("Go on without one"));
    expect(await screen.findByRole("list", { name: "Recovery codes" })).toBeVisible();
  });

  it("goes on with the recovery codes where only those are missing", async () => {
    const { user } = practiceSetup({ ...appIsOn, recoveryCodes: codesOnSheet([], false) });
    expect(await screen.findByText("Authenticator app, step 4 of 4")).toBeVisible();
    await user.click(button("Make recovery codes"));
    expect(await screen.findByRole("list", { name: "Recovery codes" })).toBeVisible();
  });
});
