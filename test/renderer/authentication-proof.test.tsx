import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { proofWords } from "../../src/contract/authentication/step-up-messages";
import type { Security } from "../../src/contract/enrollment/views";
import type { AnyRefusal, BridgeRefusal } from "../../src/contract/refusals";
import { ok } from "../../src/contract/result";
import type { Method } from "../../src/contract/vocabulary";
import { emptyProof, ProofFields } from "../../src/renderer/shell/acts/proof-fields";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { nothingRequired } from "../support/people";
import { renderFace } from "../support/render-face";

function Asking({ refusal }: { refusal?: AnyRefusal | BridgeRefusal }) {
  const [proof, setProof] = useState(emptyProof);
  return (
    <>
      <ProofFields value={proof} onChange={setProof} refusal={refusal} hint={proofWords.yours("Marcus Webb")} />
      <output>{JSON.stringify(proof)}</output>
    </>
  );
}

const security: Security = {
  email: "joan@lakeside.example",
  cellPhone: "+14155552671",
  confirmedPhone: "+14155552671",
  twoFactor: "text",
  twoFactorSince: testNow,
  hasGateway: true,
  phoneToVerify: false,
  textTokenMinutes: 10,
  digits: 7,
  authenticator: null,
  recoveryCodes: { left: 10, total: 10, stored: true, list: [] },
  backupPassword: { setAt: null, skipped: true },
  numberWaits: false,
  mayKeepKey: false,
  startedBy: null,
  setupCodeNeeded: false,
  pendingToken: null,
  sealedSheet: false,
  workstation: null,
  policy: nothingRequired,
};

function ask(twoFactor: Method, refusal?: AnyRefusal | BridgeRefusal, replies: FakeReplies = {}) {
  const appState = testAppState("manager", { session: testSession("manager", { twoFactor }) });
  const part = refusal === undefined ? <Asking /> : <Asking refusal={refusal} />;
  return renderFace(part, appState, { getMySecurity: ok(security), ...replies });
}

describe("the proof that goes with an act", () => {
  it("is the password alone where the person has no two-factor, and says whose", async () => {
    const { user } = ask("none");
    await user.type(await screen.findByLabelText("Your password"), "mine");
    expect(screen.getByLabelText("Your password")).toHaveAccessibleDescription("Yours, not Marcus Webb’s.");
    expect(screen.queryByLabelText("Authorization token")).toBeNull();
    expect(screen.getByRole("status", { name: "" })).toHaveTextContent('{"password":"mine","token":null}');
  });

  it("is password and token where two-factor is on", async () => {
    const { user } = ask("app");
    await user.type(await screen.findByLabelText("Your password"), "mine");
    await user.type(screen.getByLabelText("Authorization token"), "1234567");
    expect(screen.getByText('{"password":"mine","token":"1234567"}')).toBeVisible();
    expect(screen.queryByRole("button", { name: "Text me a token" })).toBeNull();
  });

  it("can have its token sent where the person's tokens come by text", async () => {
    const sent = {
      channel: "call",
      maskedPhone: "•••• 2671",
      digits: 7,
      sentAt: testNow,
      expiresAt: null,
      state: "sent",
      failure: null,
    } as const;
    const { user, fake } = ask("text", undefined, { sendToken: ok(sent) });
    await user.click(await screen.findByRole("button", { name: "Call me with a token" }));
    expect(fake.calls("sendToken")).toEqual([{ channel: "call" }]);
    expect(await screen.findByText(/Called •••• 2671 at 14:05\. The token works once\./)).toBeVisible();
  });

  it("says at the field which half was wrong", async () => {
    const { unmount } = ask("app", {
      code: "proof-refused",
      because: { code: "wrong-password", triesLeft: 2 },
    });
    expect(await screen.findByLabelText("Your password")).toHaveAccessibleDescription(/not your password\. 2 tries/);
    unmount();
    ask("app", { code: "proof-refused", because: { code: "token-repeated" } });
    expect(await screen.findByLabelText("Authorization token")).toHaveAccessibleDescription(/Wait for the next code/);
  });

  it("says until when it is locked", async () => {
    ask("app", { code: "proof-refused", because: { code: "locked", until: testNow + 60_000 } });
    expect(await screen.findByRole("alert")).toHaveTextContent("Locked until 14:06");
  });
});
