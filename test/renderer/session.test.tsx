import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import { LockScreen } from "../../src/renderer/features/session/lock-screen";
import { StayUnlocked } from "../../src/renderer/features/session/stay-unlocked";
import { useRead } from "../../src/renderer/shell/wardkey";
import { testAppState, testNow, testSession } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

/** A screen behind the sign-in. */
function Content() {
  const profile = useRead("getMyProfile", {});
  return <p>{profile.value?.email}</p>;
}

describe("the locked screen", () => {
  it("names who is signed in and unlocks with their password", async () => {
    const { user, fake } = renderFace(<LockScreen />, testAppState("locked"), { unlock: ok(null) });
    expect(await screen.findByText(/Joan Field is signed in/)).toBeVisible();
    expect(screen.getByLabelText("Password")).toHaveFocus();
    await user.keyboard("my own password{Enter}");
    expect(fake.calls("unlock")).toEqual([{ password: "my own password" }]);
  });

  it("says how many tries are left", async () => {
    const { user } = renderFace(<LockScreen />, testAppState("locked"), {
      unlock: refuse({ code: "wrong-password", triesLeft: 1 }),
    });
    await user.type(await screen.findByLabelText("Password"), "x{Enter}");
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("That is not your password. 1 try left.");
  });

  it("lets anybody else press Switch user", async () => {
    const { user, fake } = renderFace(<LockScreen />, testAppState("locked"), { switchUser: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Switch user" }));
    expect(fake.calls("switchUser")).toHaveLength(1);
  });
});

describe("when main says that the session is locked", () => {
  const profile = {
    name: "Joan Field",
    email: "joan@lakeside.example",
    cellPhone: null,
    accountType: "staff",
    role: "manager",
    twoFactorId: "123456789",
  } as const;

  it("the content is gone at once, before main is asked what is there instead, and is read anew afterwards", async () => {
    const { fake } = renderFace(<Content />, testAppState("manager"), { getMyProfile: ok(profile) });
    await screen.findByText("joan@lakeside.example");
    fake.answer({ getAppState: () => new Promise(() => {}) });
    act(() => fake.sessionState(testAppState("locked")));
    expect(document.body).not.toHaveTextContent("joan@lakeside.example");
    fake.answer({
      getAppState: ok(testAppState("manager")),
      getMyProfile: ok({ ...profile, email: "j@new.example" }),
    });
    act(() => fake.sessionState(testAppState("manager")));
    expect(await screen.findByText("j@new.example")).toBeVisible();
    expect(document.body).not.toHaveTextContent("joan@lakeside.example");
  });
});

describe("a minute before the idle lock", () => {
  let began = 0;
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: false });
    began = performance.now();
  });
  afterEach(() => void vi.useRealTimers());

  /** As main would answer at any moment, if nobody touched anything and the lock came `ms` after the beginning. */
  const locksAfter = (ms: number) => () => {
    const session = testSession("member", { locksAt: testNow + ms });
    return ok(testAppState("member", { session, now: testNow + performance.now() - began }));
  };
  const draw = (ms: number) =>
    renderFace(<StayUnlocked />, testAppState("member"), { getAppState: locksAfter(ms), stayUnlocked: ok(null) });
  /** Second by second: React draws at the end of each `act`. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) await act(() => vi.advanceTimersByTimeAsync(1000));
  };

  it("asks whether to stay, counts down, and tells main", async () => {
    const { fake } = draw(200_000);
    await pass(135);
    expect(screen.queryByRole("dialog")).toBeNull();
    await pass(10);
    expect(screen.getByRole("dialog", { name: "Are you still there?" })).toHaveTextContent(/0:5\d/);
    expect(screen.getByRole("button", { name: "Stay unlocked" })).toHaveFocus();
    fake.answer({ getAppState: locksAfter(800_000) });
    await act(async () => screen.getByRole("button", { name: "Stay unlocked" }).click());
    await pass(1);
    expect(fake.calls("stayUnlocked")).toHaveLength(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("asks main first, and stays away where somebody has worked meanwhile", async () => {
    const { fake } = draw(200_000);
    await pass(1);
    fake.answer({ getAppState: locksAfter(700_000) });
    await pass(150);
    expect(fake.calls("getAppState").length).toBeGreaterThan(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("waits until half the time is over where the practice locks after a minute", async () => {
    draw(60_000);
    await pass(27);
    expect(screen.queryByRole("dialog")).toBeNull();
    await pass(6);
    expect(screen.getByRole("dialog")).toHaveTextContent(/0:2\d/);
  });

  it("is not taken away by the mouse on its way to the button", async () => {
    draw(60_000);
    await pass(33);
    fireEvent.pointerMove(document.body);
    await pass(2);
    expect(screen.getByRole("button", { name: "Stay unlocked" })).toBeVisible();
  });

  it("goes away when the time is over and main has seen somebody meanwhile", async () => {
    const { fake } = draw(60_000);
    await pass(33);
    fireEvent.pointerMove(document.body);
    fake.answer({ getAppState: locksAfter(93_000) });
    await pass(29);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
