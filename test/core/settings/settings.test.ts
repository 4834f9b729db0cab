import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inputs } from "../../../src/contract/inputs";
import type { InputOf } from "../../../src/contract/methods";
import { recordEvent } from "../../../src/main/core/context";
import type { Caller } from "../../../src/main/core/session/session";
import { getSettings, updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { addAccount, createTestContext, signedInAs, type TestContext } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { GATEWAY, giveGateway, PROOF } from "../../support/two-factor";

let context: TestContext;
let joan: Caller;
beforeEach(() => {
  context = createTestContext();
  joan = signedInAs(context, context.manager);
});
afterEach(() => context.close());

const asSetUp: InputOf<"updateSettings"> = {
  practiceName: "Northside Clinic",
  region: "US",
  timeZone: "America/Chicago",
  stillStuck: null,
  textTokenMinutes: 10,
  digits: 7,
  idleMinutes: 10,
  rememberDays: 0,
  proof: PROOF,
};
const update = (change: Partial<InputOf<"updateSettings">>) => updateSettings(context, joan, { ...asSetUp, ...change });

function signIn(account: Account): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(context.db, () => recordEvent(context, account.id, { kind: "signed-in", subject: account.id, data }));
}

describe("the settings", () => {
  test("are what the practice was set up with, without the gateway's token", () => {
    giveGateway(context);
    const settings = getSettings(context, joan, {});
    const { proof: _, ...shown } = asSetUp;
    expect(settings).toMatchObject({ ok: true, value: { ...shown, gateway: { baseUrl: GATEWAY.baseUrl } } });
    expect(JSON.stringify(settings)).not.toContain(GATEWAY.token);
  });

  test("are changed all at once, with before and after in one entry", async () => {
    const kinds = await kindsLeftBy(context, undefined, () =>
      update({
        practiceName: "Southside",
        stillStuck: "extension 12",
        textTokenMinutes: 5,
        digits: 8,
        idleMinutes: 30,
      }),
    );
    expect(kinds).toEqual(["settings-changed"]);
    const entry = newestEntry(context, undefined, "settings-changed");
    expect(entry).toMatchObject({
      actor: context.manager.id,
      subject: null,
      data: {
        before: { name: "Northside Clinic", stillStuck: null, textTokenMinutes: 10, digits: 7, idleMinutes: 10 },
        after: { name: "Southside", stillStuck: "extension 12", textTokenMinutes: 5, digits: 8, idleMinutes: 30 },
      },
    });
    expect(JSON.stringify(entry)).not.toContain(PROOF.password);
    expect(thePractice(context.db)).toMatchObject({ name: "Southside", digits: 8, idleMinutes: 30 });
    expectReplayEqualsTables(context);
  });

  test("saved as they are leave nothing", async () => {
    expect(await kindsLeftBy(context, undefined, () => update({}))).toEqual([]);
  });

  test("let tokens by text never expire, as the seed has it, where that is chosen", () => {
    expect(update({ textTokenMinutes: "never" })).toEqual({ ok: true, value: null });
    expect(getSettings(context, joan, {})).toMatchObject({ ok: true, value: { textTokenMinutes: "never" } });
    expectReplayEqualsTables(context);
    expect(update({ textTokenMinutes: 60 })).toEqual({ ok: true, value: null });
    expect(thePractice(context.db).textTokenMinutes).toBe(60);
  });
});

describe("where two managers were active within 14 days", () => {
  beforeEach(() => {
    signIn(context.manager);
    signIn(addAccount(context, { name: "Ruth", email: "ruth@x.example", role: "manager" }));
  });

  test.each([11, "never"] as const)(
    "a longer life of tokens (%s) waits for the second, and the try is recorded",
    async (textTokenMinutes) => {
      const kinds = await kindsLeftBy(context, undefined, () =>
        expect(update({ textTokenMinutes, digits: 8 })).toEqual({
          ok: false,
          refusal: { code: "may-not", because: "second-manager" },
        }),
      );
      expect(kinds).toEqual(["act-refused"]);
      expect(newestEntry(context, undefined, "act-refused")).toMatchObject({
        actor: context.manager.id,
        subject: null,
      });
      expect(thePractice(context.db)).toMatchObject({ textTokenMinutes: 10, digits: 7 });
    },
  );

  test("longer remembering of workstations waits for the second too", () => {
    expect(update({ rememberDays: 1 })).toMatchObject({ ok: false, refusal: { because: "second-manager" } });
  });

  test("whatever weakens nothing is done by one", () => {
    expect(update({ textTokenMinutes: 9, idleMinutes: 5, digits: 8 })).toEqual({ ok: true, value: null });
  });
});

describe("a field of the settings that cannot be is refused before any rule runs", () => {
  test.each<[string, Record<string, unknown>]>([
    ["no name", { practiceName: "  " }],
    ["a name of nothing that can be seen", { practiceName: "\u202e\u200b" }],
    ["a country that is none", { region: "XX" }],
    ["a time zone that is none", { timeZone: "Mars/Olympus" }],
    ["tokens that live no minute", { textTokenMinutes: 0 }],
    ["tokens that live a day", { textTokenMinutes: 1440 }],
    ["five digits", { digits: 5 }],
    ["half an hour and a minute until it locks", { idleMinutes: 31 }],
    ["a part of a minute", { idleMinutes: 1.5 }],
    ["a word too many", { role: "manager" }],
  ])("%s", (_what, change) => {
    expect(inputs.updateSettings.safeParse({ ...asSetUp, ...change }).success).toBe(false);
    expect(inputs.updateSettings.safeParse(asSetUp).success).toBe(true);
  });
});
