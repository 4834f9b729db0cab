import { act, screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/contract/methods";
import { ok, refuse } from "../../src/contract/result";
import { useAct, useRead } from "../../src/renderer/shell/wardkey";
import { type FakeReplies, testAppState } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const profile = {
  name: "Joan Field",
  email: "joan@lakeside.example",
  cellPhone: null,
  accountType: "staff",
  role: "manager",
  twoFactorId: "123456789",
} as const;

function Reader() {
  const read = useRead("getMyProfile", {});
  if (read.loading) return <p>loading</p>;
  return <p>{read.value?.email ?? read.refusal?.code ?? read.error?.message}</p>;
}

function Actor() {
  const [done, setDone] = useState(0);
  const update = useAct("updateMyProfile", { onDone: () => setDone(done + 1) });
  const press = () => void update.act({ name: "Joan", email: "j@lakeside.example", cellPhone: null });
  return (
    <>
      <button type="button" onClick={press}>
        {update.busy ? "busy" : "save"}
      </button>
      <p>
        done {done}, {update.refusal?.code ?? "not refused"}, {update.fieldErrors["email"] ?? "no error"}
      </p>
    </>
  );
}

const draw = (part: React.ReactNode, replies: FakeReplies) => renderFace(part, testAppState("manager"), replies);

describe("reading", () => {
  it("shows the value, and the new one when main says that it has changed", async () => {
    const { fake } = draw(<Reader />, { getMyProfile: ok(profile) });
    expect(await screen.findByText("joan@lakeside.example")).toBeVisible();
    fake.answer({ getMyProfile: ok({ ...profile, email: "j@new.example" }) });
    act(() => fake.changed("getMyProfile"));
    expect(await screen.findByText("j@new.example")).toBeVisible();
  });

  it("does not read again when something else has changed", async () => {
    const { fake } = draw(<Reader />, { getMyProfile: ok(profile) });
    await screen.findByText("joan@lakeside.example");
    act(() => fake.changed("listPeople"));
    expect(fake.calls("getMyProfile")).toHaveLength(1);
  });

  it("gives what was refused and what broke", async () => {
    const { unmount } = draw(<Reader />, { getMyProfile: refuse({ code: "not-allowed" }) });
    expect(await screen.findByText("not-allowed")).toBeVisible();
    unmount();
    draw(<Reader />, { getMyProfile: () => Promise.reject(new Error("the bridge is down")) });
    expect(await screen.findByText("the bridge is down")).toBeVisible();
  });
});

describe("acting", () => {
  const saved = ok({ phoneSharedWith: 0, numberToConfirm: false } as const);
  const save = () => screen.findByRole("button", { name: "save" });

  it("happens once however often it is pressed while it is under way", async () => {
    let finish = (_answer: Reply<"updateMyProfile">) => {};
    const { user, fake } = draw(<Actor />, {
      updateMyProfile: () => new Promise((resolve) => (finish = resolve)),
    });
    await user.click(await save());
    await user.click(screen.getByRole("button", { name: "busy" }));
    await act(async () => finish(saved));
    expect(await screen.findByText(/done 1/)).toBeVisible();
    expect(fake.calls("updateMyProfile")).toHaveLength(1);
  });

  it("gives refusals, and problems of fields in words", async () => {
    const { user, fake } = draw(<Actor />, {
      updateMyProfile: refuse({ code: "bad-input", fields: { email: "not-an-email" } }),
    });
    await user.click(await save());
    expect(await screen.findByText(/not an e-mail address/)).toBeVisible();
    fake.answer({ updateMyProfile: refuse({ code: "email-taken" }) });
    await user.click(await save());
    expect(await screen.findByText(/email-taken, no error/)).toBeVisible();
  });

  it("asks for the password where main wants it fresh, and then goes on by itself", async () => {
    const { user, fake } = draw(<Actor />, { updateMyProfile: refuse({ code: "step-up-needed" }) });
    await user.click(await save());
    expect(await screen.findByRole("dialog", { name: "Type your password" })).toBeVisible();
    fake.answer({ stepUp: refuse({ code: "wrong-password", triesLeft: 4 }) });
    await user.type(screen.getByLabelText("Password"), "wrong{Enter}");
    expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("That is not your password. 4 tries left.");
    fake.answer({ stepUp: ok(null), updateMyProfile: saved });
    // What was wrong is selected: typing replaces it.
    await user.keyboard("right{Enter}");
    expect(await screen.findByText(/done 1, not refused/)).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fake.calls("stepUp")).toEqual([{ password: "wrong" }, { password: "right" }]);
    expect(fake.calls("updateMyProfile")).toHaveLength(2);
  });

  it("is not done when the person turns away from the password", async () => {
    const { user, fake } = draw(<Actor />, { updateMyProfile: refuse({ code: "step-up-needed" }) });
    await user.click(await save());
    await screen.findByRole("dialog", { name: "Type your password" });
    await user.keyboard("{Escape}");
    expect(await save()).toHaveFocus();
    expect(screen.getByText(/done 0, not refused/)).toBeVisible();
    expect(fake.calls("updateMyProfile")).toHaveLength(1);
  });

  it("is not done when the session is locked while the password is asked for", async () => {
    const { user, fake } = draw(<Actor />, { updateMyProfile: refuse({ code: "step-up-needed" }) });
    await user.click(await save());
    await screen.findByRole("dialog", { name: "Type your password" });
    act(() => fake.sessionState(testAppState("locked")));
    await screen.findByRole("button", { name: "save" });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fake.calls("updateMyProfile")).toHaveLength(1);
  });
});
