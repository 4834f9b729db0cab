import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/preload/result";
import { LockScreen } from "../../src/renderer/features/lock/lock-screen";
import { StayUnlocked } from "../../src/renderer/features/lock/stay-unlocked";
import { useRead } from "../../src/renderer/wardkey";
import { testNow, testSession, testSituation } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

/** A screen behind the sign-in. */
function Content() {
  const profile = useRead("getMyProfile", {});
  return <p>{profile.value?.email}</p>;
}

describe("the locked screen", () => {
  it("names who is signed in and unlocks with their password", async () => {
    const { user, fake } = renderFace(<LockScreen />, testSituation("locked"), { unlock: ok(null) });
    expect(await screen.findByText(/Joan Field is signed in/)).toBeVisible();
    expect(screen.getByLabelText("Password")).toHaveFocus();
    await user.keyboard("my own password{Enter}");
    expect(fake.calls("unlock")).toEqual([{ password: "my own password" }]);
  });

  it("says how many tries are left", async () => {
    const { user } = renderFace(<LockScreen />, testSituation("locked"), {
      unlock: refuse({ code: "wrong-password", triesLeft: 1 }),
    });
    await user.type(await screen.findByLabelText("Password"), "x{Enter}");
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("That is not your password. 1 try left.");
  });

  it("lets anybody else press Switch user", async () => {
    const { user, fake } = renderFace(<LockScreen />, testSituation("locked"), { switchUser: ok(null) });
    await user.click(await screen.findByRole("button", { name: "Switch user" }));
    expect(fake.calls("switchUser")).toHaveLength(1);
  });
});

describe("when main says that the session is locked", () => {
  const profile = {
    name: "Joan Field",
    email: "joan@lakeside.example",
    cellPhone: null,
    kind: "staff",
    role: "manager",
    twoFactorId: "123456789",
  } as const;

  it("the content is gone at once, before main is asked what is there instead, and is read anew afterwards", async () => {
    const { fake } = renderFace(<Content />, testSituation("manager"), { getMyProfile: ok(profile) });
    await screen.findByText("joan@lakeside.example");
    fake.answer({ getSituation: () => new Promise(() => {}) });
    act(() => fake.stance(testSituation("locked")));
    expect(document.body).not.toHaveTextContent("joan@lakeside.example");
    fake.answer({
      getSituation: ok(testSituation("manager")),
      getMyProfile: ok({ ...profile, email: "j@new.example" }),
    });
    act(() => fake.stance(testSituation("manager")));
    expect(await screen.findByText("j@new.example")).toBeVisible();
    expect(document.body).not.toHaveTextContent("joan@lakeside.example");
  });
});

describe("a minute before the idle lock", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: false }));
  afterEach(() => void vi.useRealTimers());
  const soon = (ms: number) => testSituation("member", { session: testSession("member", { locksAt: testNow + ms }) });
  /** Second by second: React draws at the end of each `act`. */
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) await act(() => vi.advanceTimersByTimeAsync(1000));
  };

  it("asks whether to stay, counts down, and tells main", async () => {
    const { fake } = renderFace(<StayUnlocked />, soon(120_000), { stayUnlocked: ok(null) });
    await pass(58);
    expect(screen.queryByRole("dialog")).toBeNull();
    // Main's clock goes on too.
    fake.answer({ getSituation: ok({ ...soon(120_000), now: testNow + 60_000 }) });
    await pass(4);
    expect(screen.getByRole("dialog", { name: "Are you still there?" })).toHaveTextContent(/0:5\d/);
    expect(screen.getByRole("button", { name: "Stay unlocked" })).toHaveFocus();
    fake.answer({ getSituation: ok({ ...soon(660_000), now: testNow + 64_000 }) });
    await act(async () => screen.getByRole("button", { name: "Stay unlocked" }).click());
    await pass(1);
    expect(fake.calls("stayUnlocked")).toHaveLength(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("asks main first, and stays away where somebody has worked meanwhile", async () => {
    const { fake } = renderFace(<StayUnlocked />, soon(120_000));
    await pass(1);
    fake.answer({ getSituation: ok({ ...soon(700_000), now: testNow + 61_000 }) });
    await pass(62);
    expect(fake.calls("getSituation").length).toBeGreaterThan(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
