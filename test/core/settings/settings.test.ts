import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type InputOf, inputs } from "../../../src/contract/inputs";
import { type Caller, recordEvent } from "../../../src/main/core/context";
import { getSettings, updateSettings } from "../../../src/main/core/settings/settings";
import type { Account } from "../../../src/main/core/store/accounts";
import { immediately } from "../../../src/main/core/store/open";
import { thePractice } from "../../../src/main/core/store/practice";
import { addAccount, createWorld, signedInAs, type TestWorld } from "../../support/context";
import { expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { GATEWAY, giveGateway, PROOF } from "../../support/two-factor";

let world: TestWorld;
let joan: Caller;
beforeEach(() => {
  world = createWorld();
  joan = signedInAs(world, world.manager);
});
afterEach(() => world.close());

const asFounded: InputOf<"updateSettings"> = {
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
const update = (change: Partial<InputOf<"updateSettings">>) => updateSettings(world, joan, { ...asFounded, ...change });

function signIn(account: Account): void {
  const data = { factors: [{ factor: "password" }] } as const;
  immediately(world.db, () => recordEvent(world, account.id, { kind: "signed-in", subject: account.id, data }));
}

describe("the settings", () => {
  test("are what the practice was founded with, without the gateway's token", () => {
    giveGateway(world);
    const settings = getSettings(world, joan, {});
    const { proof: _, ...shown } = asFounded;
    expect(settings).toMatchObject({ ok: true, value: { ...shown, gateway: { baseUrl: GATEWAY.baseUrl } } });
    expect(JSON.stringify(settings)).not.toContain(GATEWAY.token);
  });

  test("are changed all at once, with before and after in one entry", async () => {
    const kinds = await kindsLeftBy(world, undefined, () =>
      update({
        practiceName: "Southside",
        stillStuck: "extension 12",
        textTokenMinutes: 5,
        digits: 8,
        idleMinutes: 30,
      }),
    );
    expect(kinds).toEqual(["settings-changed"]);
    const entry = newestEntry(world, undefined, "settings-changed");
    expect(entry).toMatchObject({
      actor: world.manager.id,
      subject: null,
      data: {
        before: { name: "Northside Clinic", stillStuck: null, textTokenMinutes: 10, digits: 7, idleMinutes: 10 },
        after: { name: "Southside", stillStuck: "extension 12", textTokenMinutes: 5, digits: 8, idleMinutes: 30 },
      },
    });
    expect(JSON.stringify(entry)).not.toContain(PROOF.password);
    expect(thePractice(world.db)).toMatchObject({ name: "Southside", digits: 8, idleMinutes: 30 });
    expectReplayEqualsTables(world);
  });

  test("saved as they are leave nothing", async () => {
    expect(await kindsLeftBy(world, undefined, () => update({}))).toEqual([]);
  });

  test("let tokens by text never expire, as the seed has it, where that is chosen", () => {
    expect(update({ textTokenMinutes: "never" })).toEqual({ ok: true, value: null });
    expect(getSettings(world, joan, {})).toMatchObject({ ok: true, value: { textTokenMinutes: "never" } });
    expectReplayEqualsTables(world);
    expect(update({ textTokenMinutes: 60 })).toEqual({ ok: true, value: null });
    expect(thePractice(world.db).textTokenMinutes).toBe(60);
  });
});

describe("where two managers were active within 14 days", () => {
  beforeEach(() => {
    signIn(world.manager);
    signIn(addAccount(world, { name: "Ruth", email: "ruth@x.example", role: "manager" }));
  });

  test.each([11, "never"] as const)(
    "a longer life of tokens (%s) waits for the second, and the try is recorded",
    async (textTokenMinutes) => {
      const kinds = await kindsLeftBy(world, undefined, () =>
        expect(update({ textTokenMinutes, digits: 8 })).toEqual({
          ok: false,
          refusal: { code: "may-not", because: "second-manager" },
        }),
      );
      expect(kinds).toEqual(["act-refused"]);
      expect(newestEntry(world, undefined, "act-refused")).toMatchObject({ actor: world.manager.id, subject: null });
      expect(thePractice(world.db)).toMatchObject({ textTokenMinutes: 10, digits: 7 });
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
    expect(inputs.updateSettings.safeParse({ ...asFounded, ...change }).success).toBe(false);
    expect(inputs.updateSettings.safeParse(asFounded).success).toBe(true);
  });
});
