import { act, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { ok, refuse } from "../../src/preload/result";
import type { SignInView, Situation } from "../../src/preload/views";
import { SignInScreen } from "../../src/renderer/features/sign-in/sign-in-screen";
import { type FakeAnswers, testNow, testPractice, testSituation } from "../support/fake-wardkey";
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
};
const byText: SignInView = {
  ...byApp,
  method: "text",
  digits: null,
  maskedPhone: "•••• 2671",
  channels: ["text", "call"],
};

function signedOut(answers: FakeAnswers = {}, more: Partial<Situation> = {}) {
  return renderFace(<SignInScreen />, testSituation("signed-out", more), answers);
}

function atToken(signIn: SignInView, answers: FakeAnswers = {}) {
  return renderFace(<SignInScreen />, testSituation("password-passed", { signIn }), answers);
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
    signedOut({}, { founding: "sign-in" });
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
      submitToken: refuse({ code: "misplaced-code", looksLike: "set-up-code" }),
    });
    await user.click(await screen.findByLabelText("Authorization token"));
    await user.paste("4K7D-92Q");
    expect(fake.calls("submitToken")).toEqual([]);
    await user.keyboard("{Enter}");
    expect(await screen.findByText(/looks like a set-up code/)).toBeVisible();
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
    const situation = (lastSent: SignInView["lastSent"]) =>
      testSituation("password-passed", { signIn: { ...byText, lastSent } });
    fake.answer({ getSituation: ok(situation(sent)) });
    act(() => fake.changed("getSituation"));
    expect(await screen.findByText("Sending a text to •••• 2671 …")).toBeVisible();
    fake.answer({ getSituation: ok(situation({ ...sent, state: "sent" })) });
    act(() => fake.changed("getSituation"));
    expect(await screen.findByText(/Texted to •••• 2671 at 14:05/)).toHaveTextContent("until 14:15");
    fake.answer({ getSituation: ok(situation({ ...sent, state: "failed", failure: "unreachable" })) });
    act(() => fake.changed("getSituation"));
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

  it("has a code from support in its stead", async () => {
    const { user, fake } = atToken(byApp, { useBypassCode: ok({ next: "signed-in" }) });
    await user.click(await screen.findByRole("button", { name: "Use a code from support" }));
    await user.type(await screen.findByLabelText("Code from support"), "123 456 789{Enter}");
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

  it("ends with the sign-in, which then starts over and says so", async () => {
    const { user, fake } = atToken(byApp, {
      submitToken: () => {
        fake.stance(testSituation("signed-out"));
        return refuse({ code: "sign-in-ended" });
      },
    });
    await user.type(await screen.findByLabelText("Authorization token"), "7654321");
    expect(await screen.findByText(/That sign-in has ended/)).toBeVisible();
    expect(screen.getByLabelText("E-mail")).toHaveValue("");
  });
});

describe("a set-up code", () => {
  it("lets a new member choose a password, and a weak one is said at its field", async () => {
    const { user, fake } = signedOut({
      claimSetUpCode: refuse({ code: "bad-password", problem: "too-guessable" }),
      checkPassword: ok({ score: 1, problem: "too-guessable" }),
    });
    await user.click(await screen.findByRole("button", { name: "I have a set-up code" }));
    await screen.findByRole("heading", { name: "I have a set-up code" });
    await user.type(screen.getByLabelText("E-mail"), "ann@lakeside.example");
    await user.type(screen.getByLabelText("Set-up code"), "4k7d-92qx-m3");
    await user.type(screen.getByLabelText("New password"), "password password{Enter}");
    expect(fake.calls("claimSetUpCode")).toEqual([
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
    await user.click(await screen.findByRole("button", { name: "I am the practice’s only manager" }));
    await screen.findByRole("heading", { name: "The only manager’s way back" });
    await user.type(screen.getByLabelText("E-mail"), "joan@lakeside.example");
    await user.type(screen.getByLabelText("Recovery key"), "AAAAA BBBBB");
    await user.type(screen.getByLabelText("Recovery code"), "abcd");
    await user.type(screen.getByLabelText("New password"), "seven green clocks sing{Enter}");
    expect(fake.calls("recoverOnlyManager")).toEqual([
      {
        email: "joan@lakeside.example",
        recoveryKey: "AAAAA BBBBB",
        recoveryCode: "abcd",
        password: "seven green clocks sing",
      },
    ]);
    expect(await screen.findByText(/Group 3 was mistyped/)).toBeVisible();
  });
});
