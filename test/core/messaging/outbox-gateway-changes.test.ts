import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { VaultContext } from "../../../src/main/core/context";
import { createDelivery } from "../../../src/main/core/delivery/delivery";
import { enableTwoFactor } from "../../../src/main/core/enrollment/two-factor-setup";
import { removeGateway, saveGateway } from "../../../src/main/core/messaging/change-gateway";
import { listOutbox, pumpOutbox } from "../../../src/main/core/messaging/outbox";
import { remindPeople } from "../../../src/main/core/messaging/reminders";
import type { Account } from "../../../src/main/core/store/accounts";
import { askApproval } from "../../support/approvals";
import { signedInAs } from "../../support/context";
import { entriesAbout } from "../../support/entries";
import { createTwoManagers, type TwoManagers } from "../../support/managers";
import { picked, putInForce, RULE } from "../../support/many-people";
import { addMember } from "../../support/sign-in";
import { startTwilio, type Twilio } from "../../support/twilio";
import { giveGateway, PROOF } from "../../support/two-factor";

/* What becomes of texts that the old gateway did not take, once two managers have changed or removed it. */

const [MINUTE, HOUR] = [60_000, 3_600_000];
const MARCUS = "+14155552671";
const ANA = "+14155552672";

let two: TwoManagers;
let context: VaultContext;
let old: Twilio;
let marcus: Account;
let ana: Account;

beforeEach(async () => {
  two = await createTwoManagers();
  context = { ...two.context, delivery: createDelivery(fetch) };
  marcus = await addMember(two.context, { name: "Marcus Webb", email: "marcus@northside.example", cellPhone: MARCUS });
  ana = await addMember(two.context, { name: "Ana Castillo", email: "ana@northside.example", cellPhone: ANA });
  putInForce(two.context, RULE);
  old = await startTwilio();
  for (let times = 0; times < 50; times++) old.answerNext({ kind: "error", status: 503 });
  giveGateway(two.context, gatewayOf(old));
});
afterEach(async () => {
  await old.close();
  two.context.close();
});

const gatewayOf = ({ baseUrl, accountSid, authToken: token }: Twilio) => {
  return { baseUrl, accountSid, token, sender: "+14155550100" };
};

/** A token for Marcus and a reminder for Ana, which the old gateway does not take. */
async function queueInVain(): Promise<void> {
  enableTwoFactor(context, signedInAs(two.context, marcus), {});
  two.signIn(two.context.manager);
  await remindPeople(context, two.joan, { ...picked(ana), again: false });
  await pumpOutbox(context);
  expect(of("phone-proof")).toEqual(["waiting: gateway-error"]);
  expect(of("reminder")).toEqual(["waiting: gateway-error"]);
}

/** Joan asks, Ruth approves: minutes go by, in which the old gateway is tried again. */
async function askBoth(act: "saveGateway" | "removeGateway", parameters: object): Promise<void> {
  const asked = askApproval(context, two.joan, { act, parameters } as Parameters<typeof askApproval>[2]);
  if (!asked.ok) throw new Error(JSON.stringify(asked.refusal));
  await two.approve(asked.value.id);
}

async function later(ms: number): Promise<void> {
  two.context.clock.advance(ms);
  await pumpOutbox(context);
}

function of(purpose: "phone-proof" | "reminder" | "notice"): readonly string[] {
  const listed = listOutbox(context, two.joan, {});
  if (!listed.ok) throw new Error("no outbox");
  return listed.value.filter((row) => row.purpose === purpose).map(({ state, reason }) => `${state}: ${reason}`);
}

const triedInVain = () => old.requests.map(({ form }) => form.get("To"));

test("what the old gateway did not take goes on through the new one that two managers put in its place", async () => {
  const next = await startTwilio();
  await queueInVain();
  await askBoth("saveGateway", gatewayOf(next));
  expect(await saveGateway(context, two.joan, { ...gatewayOf(next), proof: PROOF })).toEqual({ ok: true, value: null });
  expect(triedInVain()).toEqual(expect.arrayContaining([MARCUS, ANA, two.ruth.cellPhone]));
  const before = triedInVain().length;

  await later(MINUTE);
  expect((await next.waitForMessage(MARCUS)).body).toMatch(/^\d{7} is your sign-in token/);
  expect(of("phone-proof")).toEqual(["sent: null"]);
  for (let hours = 0; hours < 3; hours++) await later(HOUR);
  expect((await next.waitForMessage(ANA)).body).toContain("please set up two-factor");
  expect(of("reminder")).toEqual(["sent: null"]);
  expect(next.messages.filter(({ to }) => to === two.ruth.cellPhone).length).toBeGreaterThan(1);
  expect(new Set(of("notice"))).toEqual(new Set(["sent: null"]));
  expect(old.messages).toEqual([]);
  expect(triedInVain()).toHaveLength(before);
  await next.close();
});

describe("once two managers have removed it", () => {
  beforeEach(async () => {
    await queueInVain();
    await askBoth("removeGateway", {});
    expect(await removeGateway(context, two.joan, { proof: PROOF })).toEqual({ ok: true, value: null });
  });

  test("a token and a reminder fail at their next try, and say that no gateway is set up", async () => {
    const before = triedInVain().length;
    await later(MINUTE);
    expect(of("phone-proof")).toEqual(["failed: not-configured"]);
    for (let hours = 0; hours < 3; hours++) await later(HOUR);
    expect(of("reminder")).toEqual(["failed: not-configured"]);
    const said = (who: Account) => entriesAbout(two.context, who).map(({ kind, data }) => ({ kind, data }));
    const because = { data: expect.objectContaining({ reason: "not-configured" }) };
    expect(said(marcus)).toContainEqual({ kind: "token-not-delivered", ...because });
    expect(said(ana)).toContainEqual({ kind: "reminder-not-delivered", ...because });
    expect(triedInVain()).toHaveLength(before);
  });

  test("what happened to accounts waits for a gateway for its seven days, says why, and goes through one set up since", async () => {
    for (let hours = 0; hours < 3; hours++) await later(HOUR);
    expect(new Set(of("notice"))).toEqual(new Set(["waiting: not-configured"]));
    const next = await startTwilio();
    giveGateway(two.context, gatewayOf(next));
    for (let hours = 0; hours < 3; hours++) await later(HOUR);
    expect(new Set(of("notice"))).toEqual(new Set(["sent: null"]));
    expect(next.messages.map(({ to }) => to)).toContain(two.ruth.cellPhone);
    await next.close();
  });
});
