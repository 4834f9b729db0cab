import { hash } from "@node-rs/argon2";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WINDOWS } from "../../../src/contract/vocabulary";
import { recordGuesses } from "../../../src/main/core/authentication/guesses";
import { hashNewPassword, setPassword } from "../../../src/main/core/authentication/passwords";
import { cancelSignIn } from "../../../src/main/core/authentication/sign-in";
import { recordEvent, type VaultContext } from "../../../src/main/core/context";
import { strangerDigest } from "../../../src/main/core/domain/keys";
import { emailKey } from "../../../src/main/core/domain/names";
import { immediately } from "../../../src/main/core/store/open";
import { readSecret } from "../../../src/main/core/store/secrets";
import { readStrangerFailures } from "../../../src/main/core/store/strangers";
import { addAccount, createTestContext, PASSWORD, type TestContext } from "../../support/context";
import { entriesAbout, expectReplayEqualsTables, kindsLeftBy, newestEntry } from "../../support/entries";
import { failuresNow } from "../../support/failures";
import { realHashing } from "../../support/hashing";
import { callerNow, nobodyAt, signInView } from "../../support/session";
import { addMember, addMemberWithApp, again, choosePassword, typePassword } from "../../support/sign-in";

let context: TestContext;

beforeEach(() => {
  context = createTestContext();
});
afterEach(() => {
  expectReplayEqualsTables(context);
  context.close();
});

describe("e-mail and password", () => {
  test("sign in where two-factor is off: one entry, and the session of the account", async () => {
    const account = await addMember(context);
    expect(await kindsLeftBy(context, account, () => typePassword(context, "marcus@northside.example"))).toEqual([
      "signed-in",
    ]);
    expect(callerNow(context)).toMatchObject({ sessionState: "member", account: account.id, role: "member" });
    expect(newestEntry(context, account, "signed-in")?.data.factors).toEqual([{ factor: "password" }]);
    expect(again(context, account).lastSignInAt).toBe(context.clock.now());
    expectReplayEqualsTables(context, account);
  });

  test("where two-factor is on, ask for the token, let nobody in and give back no failure", async () => {
    const { account } = await addMemberWithApp(context);
    await typePassword(context, account.email, "a wrong one altogether");
    const left = await kindsLeftBy(context, account, async () => {
      expect(await typePassword(context, account.email)).toEqual({ ok: true, value: { next: "token" } });
    });
    expect(left).toEqual([]);
    expect(callerNow(context)).toMatchObject({ sessionState: "password-passed", account: account.id });
    expect(context.session.signedIn).toBeNull();
    expect(failuresNow(context, account.id).count).toBe(1);
    expect(signInView(context)).toMatchObject({ method: "app", digits: 7, channels: [], recoveryCodes: false });
  });

  test("are the same however the keyboard composes a letter (NFC)", async () => {
    await addMember(context, {}, "café crème on rails");
    expect(await typePassword(context, "marcus@northside.example", "café crème on rails")).toMatchObject({ ok: true });
  });

  test("find the account whatever the case, width or blanks of the e-mail", async () => {
    const account = await addMember(context, { email: "Märcus@Northside.example" });
    for (const email of ["märcus@northside.example", " MÄRCUS@NORTHSIDE.EXAMPLE ", "märcus@ｎorthside.example"]) {
      expect(await typePassword(context, email)).toMatchObject({ ok: true });
      expect(callerNow(context).account).toBe(account.id);
    }
  });

  test("end the session that was there before", async () => {
    const first = await addMember(context);
    await addMember(context, { email: "ana@northside.example" });
    await typePassword(context, "marcus@northside.example");
    const left = await kindsLeftBy(context, first, () => typePassword(context, "ana@northside.example"));
    expect(left).toEqual(["session-ended"]);
    expect(callerNow(context).account).not.toBe(first.id);
  });

  test("clear the failures once the sign-in is complete", async () => {
    const account = await addMember(context);
    await typePassword(context, account.email, "a wrong one altogether");
    await typePassword(context, account.email);
    expect(failuresNow(context, account.id).count).toBe(0);
  });
});

describe("one answer, in the same time", () => {
  /** The context with a count of the verifications, which are what takes the time. */
  function counting() {
    const work = { verified: 0, hashed: 0 };
    const hashing = {
      ...realHashing,
      verifyPassword: (stored: string, password: string) => {
        work.verified += 1;
        return realHashing.verifyPassword(stored, password);
      },
      hashPassword: (password: string) => {
        work.hashed += 1;
        return realHashing.hashPassword(password);
      },
    };
    return { work, watched: { ...context, hashing } satisfies VaultContext };
  }

  const cases: Record<string, { email: string; password?: string }> = {
    "an e-mail that belongs to nobody": { email: "nobody@northside.example" },
    "something else than an e-mail": { email: PASSWORD },
    "a wrong password": { email: "marcus@northside.example", password: "a wrong one altogether" },
    "a deactivated account's right password": { email: "gone@northside.example" },
    "an account that has no password yet": { email: "new@northside.example" },
  };

  test.each(Object.entries(cases))("for %s", async (_name, { email, password }) => {
    await addMember(context);
    addAccount(context, { name: "New Member", email: "new@northside.example" });
    const gone = await addMember(context, { email: "gone@northside.example" });
    immediately(context.db, () =>
      recordEvent(context, null, { kind: "account-deactivated", subject: gone.id, data: { reason: "left" } }),
    );
    const { work, watched } = counting();
    await typePassword(watched, "warm-up@northside.example");
    Object.assign(work, { verified: 0, hashed: 0 });
    recordGuesses(context);
    const before = entriesAbout(context).length;
    expect(await typePassword(watched, email, password)).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(work).toEqual({ verified: 1, hashed: 0 });
    recordGuesses(context);
    expect(entriesAbout(context).length - before).toBe(1);
    expect(callerNow(context)).toEqual(nobodyAt(context));
  });

  test("verifies with today's parameters where there is nothing to verify", async () => {
    const seen: string[] = [];
    const verifyPassword = (stored: string, password: string) => {
      seen.push(stored);
      return realHashing.verifyPassword(stored, password);
    };
    await typePassword({ ...context, hashing: { ...realHashing, verifyPassword } }, "nobody@northside.example");
    expect(seen.map((stored) => realHashing.needsRehash(stored))).toEqual([false]);
  });

  test("a password that is void by the time it was compared is a wrong one (SIGNIN-1)", async () => {
    const account = await addMember(context);
    const leaveAndComeBack = () => {
      for (const kind of ["account-deactivated", "account-reactivated"] as const) {
        recordEvent(context, context.manager.id, { kind, subject: account.id, data: { reason: "a mix-up" } });
      }
    };
    const verifyPassword = async (stored: string, typed: string) => {
      const fits = await realHashing.verifyPassword(stored, typed);
      immediately(context.db, leaveAndComeBack);
      return fits;
    };
    const meanwhile = { ...context, hashing: { ...realHashing, verifyPassword } };
    expect(await typePassword(meanwhile, account.email)).toEqual({ ok: false, refusal: { code: "wrong-credentials" } });
    expect(newestEntry(context, account, "attempt-refused")?.data).toMatchObject({
      factor: "password",
      cause: "wrong",
    });
    expect(callerNow(context)).toEqual(nobodyAt(context));
  });

  test("an e-mail that belongs to nobody is kept as a keyed digest alone", async () => {
    await typePassword(context, "My-Secret-Password");
    const stranger = strangerDigest(context.keys.strangers, emailKey("my-secret-password"));
    expect(readStrangerFailures(context.db, stranger, WINDOWS, context.clock.now()).count).toBe(1);
    recordGuesses(context);
    expect(JSON.stringify(entriesAbout(context)).toLowerCase()).not.toContain("my-secret");
    const kept = context.db.prepare("SELECT records FROM strangers").pluck().all() as Buffer[];
    expect(Buffer.concat(kept).toString("latin1").toLowerCase()).not.toContain("secret");
  });
});

describe("what comes next", () => {
  test("a member for whom two-factor was started, or reset, reaches the setup alone", async () => {
    for (const kind of ["two-factor-started", "two-factor-reset"] as const) {
      const account = await addMember(context, { email: `${kind}@northside.example` });
      const event = kind === "two-factor-started" ? { kind, data: {} } : { kind, data: { reason: "lost phone" } };
      immediately(context.db, () =>
        recordEvent(context, context.manager.id, { ...event, subject: account.id } as never),
      );
      expect(await typePassword(context, account.email)).toEqual({ ok: true, value: { next: "setup" } });
      expect(callerNow(context).sessionState).toBe("setup-only");
      expect(again(context, account).setupCodeNeeded).toBe(kind === "two-factor-reset");
    }
  });

  test("a first run that was interrupted goes on with the manager's password", async () => {
    await choosePassword(context, context.manager);
    context.db.prepare("UPDATE practice SET set_up_at = NULL").run();
    expect(await typePassword(context, context.manager.email)).toEqual({ ok: true, value: { next: "practice-setup" } });
    expect(callerNow(context)).toMatchObject({ sessionState: "practice-setup", role: "manager" });
    context.db.prepare("UPDATE practice SET set_up_at = ?").run(context.clock.now());
    expect(callerNow(context).sessionState).toBe("manager");
  });

  test("giving up before the token leaves nothing", async () => {
    const { account } = await addMemberWithApp(context);
    await typePassword(context, account.email);
    const left = await kindsLeftBy(context, undefined, () => cancelSignIn(context, nobodyAt(context)));
    expect(left).toEqual([]);
    expect(callerNow(context)).toEqual(nobodyAt(context));
    expect(signInView(context)).toBeNull();
  });
});

describe("a hash with yesterday's parameters", () => {
  test("is made anew at the next sign-in, and the password stays as old as it is", async () => {
    const account = addAccount(context, { name: "Marcus Reed", email: "marcus@northside.example" });
    const old = await hash(PASSWORD, { memoryCost: 4096, timeCost: 1, parallelism: 1 });
    immediately(context.db, () =>
      setPassword(context, account, { password: { hash: old, fitsManager: true }, by: "setup-code" }),
    );
    const before = again(context, account);
    context.clock.advance(1000);
    expect(await kindsLeftBy(context, account, () => typePassword(context, account.email))).toEqual([
      "password-set",
      "signed-in",
    ]);
    const after = again(context, account);
    expect(after.passwordSetAt).toBe(before.passwordSetAt);
    const read = (id: string | null) =>
      readSecret(context.db, context.keys.commitments, id ?? "", account.id, "password");
    expect(read(before.passwordSecret).is).toBe("damaged");
    const stored = read(after.passwordSecret);
    expect(stored.is === "intact" && realHashing.needsRehash(new TextDecoder().decode(stored.bytes))).toBe(false);
    expect(await kindsLeftBy(context, account, () => typePassword(context, account.email))).toEqual([
      "session-ended",
      "signed-in",
    ]);
  });

  test("today's are left alone, and every hash has its own salt", async () => {
    const [one, other] = [await hashNewPassword(realHashing, PASSWORD), await hashNewPassword(realHashing, PASSWORD)];
    expect(realHashing.needsRehash(one.hash)).toBe(false);
    expect(one.hash).not.toBe(other.hash);
  });
});
