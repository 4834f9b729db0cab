import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIGITS } from "../../../src/contract/vocabulary";
import {
  entryName,
  matchPair,
  matchToken,
  noticeOtherDigits,
  otpauthUri,
  SEARCH_STEPS,
  searchStep,
  stepAt,
  type TokenAttempt,
  tokenAt,
} from "../../../src/main/core/domain/totp";

const secret = new TextEncoder().encode("12345678901234567890");
const NOON = 1_900_000_000_000 - (1_900_000_000_000 % 30_000);

function attempt(change: Partial<TokenAttempt>): TokenAttempt {
  return { secret, digits: 7, token: "", now: NOON, learnedDriftSteps: 0, lastAcceptedStep: null, ...change };
}

/** RFC 4226 §5.3 and 5.4 once more, by hand. */
function tokenByHand(key: Uint8Array, step: number, digits: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

describe("the token of a step", () => {
  it("fits RFC 4226 appendix D", () => {
    const tokens = Array.from({ length: 10 }, (_, counter) => tokenAt(secret, counter, 6));
    expect(tokens.join(" ")).toBe("755224 287082 359152 969429 338314 254676 287922 162583 399871 520489");
  });

  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("fits RFC 6238 appendix B at %i s, cut to each number of digits", (seconds, token) => {
    const step = stepAt(seconds * 1000);
    expect(tokenAt(secret, step, 8)).toBe(token);
    expect(tokenAt(secret, step, 7)).toBe(token.slice(-7));
    expect(tokenAt(secret, step, 6)).toBe(token.slice(-6));
  });

  it.each([
    [4_294_967_295, "57117190"],
    [4_294_967_296, "55999456"],
    [4_294_967_297, "39108930"],
    [9_000_000_000, "34389738"],
  ])("counts beyond 32 bits: step %i as oathtool has it", (step, token) => {
    expect(tokenAt(secret, step, 8)).toBe(token);
  });

  it("is RFC 4226 for any secret, step and number of digits", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 64 }),
        fc.nat({ max: 2 ** 40 }),
        fc.constantFrom(...DIGITS),
        (key, step, digits) => {
          expect(tokenAt(key, step, digits)).toBe(tokenByHand(key, step, digits));
        },
      ),
    );
  });
});

describe("a typed token", () => {
  it("is accepted for the current step and one on either side, in every second of a period", () => {
    const step = stepAt(NOON);
    for (let second = 0; second < 30; second++) {
      const now = NOON + second * 1000;
      const kinds = [-2, -1, 0, 1, 2].map(
        (away) => matchToken(attempt({ now, token: tokenAt(secret, step + away, 7) })).kind,
      );
      expect(kinds).toEqual(["refused", "accepted", "accepted", "accepted", "refused"]);
    }
  });

  it("moves to the next window with the first millisecond of a period and not before", () => {
    const step = stepAt(NOON);
    const token = tokenAt(secret, step + 1, 7);
    const kindAt = (now: number) => matchToken(attempt({ now, token })).kind;
    expect([kindAt(NOON - 1), kindAt(NOON), kindAt(NOON + 89_999), kindAt(NOON + 90_000)]).toEqual([
      "refused",
      "accepted",
      "accepted",
      "refused",
    ]);
  });

  it.each([-20, -8, -2, -1, 1, 2, 8, 20])(
    "is accepted one step around a learned drift of %i steps, and one around the present",
    (drift) => {
      const step = stepAt(NOON);
      const wanted = new Set([-1, 0, 1, drift - 1, drift, drift + 1]);
      for (let away = -25; away <= 25; away++) {
        const verdict = matchToken(attempt({ learnedDriftSteps: drift, token: tokenAt(secret, step + away, 7) }));
        expect([away, verdict.kind]).toEqual([away, wanted.has(away) ? "accepted" : "refused"]);
      }
    },
  );

  it("may have spaces anywhere, as apps show and clipboards keep them", () => {
    const token = tokenAt(secret, stepAt(NOON), 7);
    const spaced = ` ${token.slice(0, 3)}\u00a0${token.slice(3, 5)} ${token.slice(5)}\r\n`;
    expect(matchToken(attempt({ token: spaced })).kind).toBe("accepted");
  });

  it("keeps its leading zeros", () => {
    const now = 1_111_111_109_000;
    expect(matchToken(attempt({ now, digits: 8, token: "07081804" })).kind).toBe("accepted");
    expect(matchToken(attempt({ now, digits: 8, token: "7081804" }))).toEqual({
      kind: "refused",
      because: "wrong-length",
    });
  });

  it.each(DIGITS)("of %i digits is refused by an authenticator with another number of them", (digits) => {
    const now = NOON;
    for (const other of DIGITS.filter((each) => each !== digits)) {
      const token = tokenAt(secret, stepAt(now), other);
      expect(matchToken(attempt({ digits, token }))).toEqual({ kind: "refused", because: "wrong-length" });
    }
  });

  it.each([
    ["full-width", 0xff10],
    ["Arabic-Indic", 0x0660],
    ["Persian", 0x06f0],
    ["Devanagari", 0x0966],
    ["Thai", 0x0e50],
    ["mathematical", 0x1d7ce],
  ])("written in %s digits is the same token", (_, zero) => {
    const token = shifted(tokenAt(secret, stepAt(NOON), 7), zero);
    expect(matchToken(attempt({ token })).kind).toBe("accepted");
  });

  it.each([
    ["digits of no decimal script", (token: string) => `²${token.slice(1)}`],
    ["a sign", (token: string) => `+${token}`],
    ["a fraction", (token: string) => `${token}.0`],
    ["a power", () => "1e5"],
    ["a hexadecimal number", () => "0x12345"],
    ["letters", () => "abcdefg"],
    ["nothing", () => ""],
    ["only spaces", () => "   "],
    ["a zero byte", (token: string) => `${token}\0`],
    ["a million digits", () => "1".repeat(1_000_000)],
  ])("written as %s is not a token", (_, write) => {
    const token = write(tokenAt(secret, stepAt(NOON), 7));
    expect(matchToken(attempt({ token }))).toEqual({ kind: "refused", because: "not-a-token" });
  });

  it("of another account is wrong", () => {
    const token = tokenAt(new TextEncoder().encode("09876543210987654321"), stepAt(NOON), 7);
    expect(matchToken(attempt({ token }))).toEqual({ kind: "refused", because: "wrong" });
  });

  it("in the first periods of all time tries no step before zero", () => {
    expect(matchToken(attempt({ now: 0, token: tokenAt(secret, 0, 7) })).kind).toBe("accepted");
    expect(matchToken(attempt({ now: -60_000, token: "1234567" })).kind).toBe("refused");
  });
});

describe("a token is good once", () => {
  const step = stepAt(NOON);

  it("and typed again is answered with wait, as long as it could be on the phone", () => {
    const token = tokenAt(secret, step, 7);
    for (const periods of [0, 1]) {
      const again = attempt({ token, now: NOON + periods * 30_000, lastAcceptedStep: step });
      expect(matchToken(again)).toEqual({ kind: "repeated" });
    }
    const late = attempt({ token, now: NOON + 60_000, lastAcceptedStep: step });
    expect(matchToken(late)).toEqual({ kind: "refused", because: "wrong" });
  });

  it("and one of an older step, still in the window, is a used one", () => {
    const token = tokenAt(secret, step - 1, 7);
    expect(matchToken(attempt({ token, lastAcceptedStep: step }))).toEqual({
      kind: "refused",
      because: "already-used",
    });
  });

  it("and after the code of the coming step nothing is accepted before the one after it", () => {
    const verdicts = [-1, 0, 1, 2].map((away) => {
      const token = tokenAt(secret, step + away, 7);
      return matchToken(attempt({ token, now: NOON + 30_000, lastAcceptedStep: step + 1 })).kind;
    });
    expect(verdicts).toEqual(["refused", "refused", "repeated", "accepted"]);
  });

  it("even where two steps of one window have the same token", () => {
    const twin = 62_075_368;
    const now = twin * 30_000;
    const token = tokenAt(secret, twin, 6);
    expect(tokenAt(secret, twin + 1, 6)).toBe(token);
    const first = matchToken(attempt({ digits: 6, token, now }));
    expect(first).toEqual({ kind: "accepted", step: twin + 1, drift: 1 });
    expect(matchToken(attempt({ digits: 6, token, now, lastAcceptedStep: twin + 1 }))).toEqual({ kind: "repeated" });
    expect(matchToken(attempt({ digits: 6, token, now, lastAcceptedStep: twin }))).toEqual({ kind: "repeated" });
    const slowPhone = attempt({ digits: 6, token, now: now + 30_000, learnedDriftSteps: -2 });
    expect(matchToken(slowPhone)).toEqual({ kind: "accepted", step: twin + 1, drift: 0 });
  });

  it("over any history of sign-ins, clocks that jump and phones that drift", () => {
    const sighting = fc.record({
      elapsedMs: fc.integer({ min: -90_000, max: 300_000 }),
      phoneAway: fc.integer({ min: -4, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(sighting, { minLength: 1, maxLength: 40 }), (sightings) => {
        let now = NOON;
        let learnedDriftSteps = 0;
        let lastAcceptedStep: number | null = null;
        for (const { elapsedMs, phoneAway } of sightings) {
          now += elapsedMs;
          const token = tokenAt(secret, stepAt(now) + phoneAway, 7);
          const verdict = matchToken(attempt({ token, now, learnedDriftSteps, lastAcceptedStep }));
          if (verdict.kind !== "accepted") continue;
          if (lastAcceptedStep !== null) expect(verdict.step).toBeGreaterThan(lastAcceptedStep);
          const away = verdict.step - stepAt(now);
          expect(Math.abs(away) <= 1 || Math.abs(away - learnedDriftSteps) <= 1).toBe(true);
          ({ step: lastAcceptedStep, drift: learnedDriftSteps } = verdict);
          expect(Math.abs(learnedDriftSteps)).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("the learned drift", () => {
  const accept = (learnedDriftSteps: number, away: number) =>
    matchToken(attempt({ learnedDriftSteps, token: tokenAt(secret, stepAt(NOON) + away, 7) }));

  it("follows what was accepted", () => {
    expect(accept(0, -1)).toMatchObject({ drift: -1 });
    expect(accept(-1, -2)).toMatchObject({ drift: -2 });
    expect(accept(-2, 0)).toMatchObject({ drift: 0 });
    expect(accept(1, 2)).toMatchObject({ drift: 2 });
  });

  it("never goes further than two steps by tokens alone", () => {
    expect(accept(2, 3)).toMatchObject({ kind: "accepted", drift: 2 });
    expect(accept(-2, -3)).toMatchObject({ kind: "accepted", drift: -2 });
    expect(accept(2, 4).kind).toBe("refused");
  });

  it("that a resynchronisation found stays, until the phone's clock is right again", () => {
    expect([7, 8, 9].map((away) => accept(8, away))).toEqual(
      [7, 8, 9].map(() => expect.objectContaining({ drift: 8 })),
    );
    expect(accept(8, 0)).toMatchObject({ kind: "accepted", drift: 0 });
  });

  it("never shuts out a phone whose clock is right", () => {
    for (let drift = -20; drift <= 20; drift++) expect(accept(drift, 0)).toMatchObject({ kind: "accepted", drift: 0 });
  });
});

describe("a phone that shows another number of digits", () => {
  it.each([
    [7, 6],
    [7, 8],
    [8, 6],
    [6, 7],
  ] as const)("than the %i that were asked is noticed: %i", (digits, shown) => {
    const token = tokenAt(secret, stepAt(NOON) - 1, shown);
    const { lastAcceptedStep: _, ...typed } = attempt({ digits, token });
    expect(noticeOtherDigits(typed)).toBe(shown);
  });

  it.each([
    ["the number that was asked", tokenAt(secret, stepAt(NOON), 7)],
    ["a wrong token", "000000"],
    ["a token that is too old", tokenAt(secret, stepAt(NOON) - 2, 6)],
    ["five digits", tokenAt(secret, stepAt(NOON), 6).slice(1)],
    ["no digits", "abcdef"],
  ])("is not noticed from %s", (_, token) => {
    const { lastAcceptedStep: _none, ...typed } = attempt({ token });
    expect(noticeOtherDigits(typed)).toBeNull();
  });
});

describe("a refused token is looked for", () => {
  const step = stepAt(NOON);
  const search = (away: number, learnedDriftSteps = 0) => {
    const { lastAcceptedStep: _none, ...typed } = attempt({
      learnedDriftSteps,
      token: tokenAt(secret, step + away, 7),
    });
    return searchStep(typed);
  };

  it("up to twenty steps away, on either side, and no further", () => {
    for (let away = -SEARCH_STEPS - 2; away <= SEARCH_STEPS + 2; away++) {
      expect([away, search(away)]).toEqual([away, Math.abs(away) <= SEARCH_STEPS ? step + away : undefined]);
    }
  });

  it("around the phone's learned clock", () => {
    expect([search(-8, 12), search(32, 12), search(-9, 12)]).toEqual([step - 8, step + 32, undefined]);
  });

  it("at the nearest of the steps that have it", () => {
    const twin = 62_075_368;
    const { lastAcceptedStep: _none, ...typed } = attempt({ digits: 6, token: tokenAt(secret, twin, 6) });
    expect(searchStep({ ...typed, now: (twin + 5) * 30_000 })).toBe(twin + 1);
    expect(searchStep({ ...typed, now: (twin - 5) * 30_000 })).toBe(twin);
  });

  it.each(["", "abcdefg", "123456", "12345678", "1".repeat(1000)])("and %j is nowhere", (token) => {
    const { lastAcceptedStep: _none, ...typed } = attempt({ token });
    expect(searchStep(typed)).toBeUndefined();
  });

  it("in the first periods of all time before none of them", () => {
    const { lastAcceptedStep: _none, ...typed } = attempt({ now: 0, token: tokenAt(secret, 3, 7) });
    expect(searchStep(typed)).toBe(3);
  });
});

describe("two tokens in a row", () => {
  const step = stepAt(NOON);
  const pair = (first: number, second: number, change: Partial<TokenAttempt> = {}) => {
    const { token: _none, ...rest } = attempt(change);
    return matchPair({ ...rest, first: tokenAt(secret, step + first, 7), second: tokenAt(secret, step + second, 7) });
  };

  it("set the drift right wherever the phone's clock is, up to twenty steps away", () => {
    for (let away = -SEARCH_STEPS; away <= SEARCH_STEPS; away++) {
      expect(pair(away, away + 1)).toEqual({ step: step + away + 1, drift: away + 1 });
    }
    expect([pair(-21, -20), pair(21, 22)]).toEqual([undefined, undefined]);
  });

  it("are looked for around what was learned before", () => {
    expect(pair(-30, -29, { learnedDriftSteps: -12 })).toEqual({ step: step - 29, drift: -29 });
    expect(pair(9, 10, { learnedDriftSteps: -12 })).toBeUndefined();
  });

  it.each([
    ["the same twice", 0, 0],
    ["with one between them", 0, 2],
    ["the wrong way round", 1, 0],
  ])("are not %s", (_, first, second) => {
    expect(pair(first, second)).toBeUndefined();
  });

  it("must both be later than the last accepted one", () => {
    expect(pair(3, 4, { lastAcceptedStep: step + 2 })).toEqual({ step: step + 4, drift: 4 });
    expect(pair(3, 4, { lastAcceptedStep: step + 3 })).toBeUndefined();
    expect(pair(3, 4, { lastAcceptedStep: step + 9 })).toBeUndefined();
  });

  it("are nothing where one of them is wrong, or no token", () => {
    const { token: _none, ...rest } = attempt({});
    const [first, second] = [tokenAt(secret, step, 7), tokenAt(secret, step + 1, 7)];
    for (const wrong of ["", "abc", "0000000", first.slice(1)]) {
      expect(matchPair({ ...rest, first, second: wrong })).toBeUndefined();
      expect(matchPair({ ...rest, first: wrong, second })).toBeUndefined();
    }
    expect(matchPair({ ...rest, first: ` ${first.slice(0, 3)} ${first.slice(3)}`, second })).toBeDefined();
  });
});

describe("the text of the QR code", () => {
  it("names everything an authenticator app may ask", () => {
    expect(otpauthUri({ issuer: "Dr. Müller & Sons", account: "anna+work@clinic.example", secret, digits: 7 })).toBe(
      "otpauth://totp/Dr.%20M%C3%BCller%20%26%20Sons:anna%2Bwork%40clinic.example" +
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Dr.%20M%C3%BCller%20%26%20Sons&algorithm=SHA1&digits=7&period=30",
    );
  });

  it("reads back to what went in, for any name, and stays short enough for a phone's camera", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), fc.string({ maxLength: 400 }), (issuer, account) => {
        const uri = otpauthUri({ issuer, account, secret, digits: 8 });
        const url = new URL(uri);
        const [labelIssuer = "", labelAccount = "", ...more] = url.pathname.split("/").at(-1)?.split(":") ?? [];
        expect(more).toEqual([]);
        expect(decodeURIComponent(labelIssuer)).toBe(url.searchParams.get("issuer"));
        expect(issuer.replaceAll(":", " ")).toContain(decodeURIComponent(labelIssuer));
        expect(account.replaceAll(":", " ")).toContain(decodeURIComponent(labelAccount));
        expect([...url.searchParams.keys()]).toEqual(["secret", "issuer", "algorithm", "digits", "period"]);
        expect(uri.length).toBeLessThan(1700);
      }),
    );
  });

  it("cuts a long name of many bytes at whole characters", () => {
    const uri = otpauthUri({ issuer: "ع".repeat(300), account: "😀".repeat(300), secret, digits: 7 });
    const url = new URL(uri);
    expect(url.searchParams.get("issuer")).toBe("ع".repeat(32));
    expect(decodeURIComponent(url.pathname)).toContain(`:${"😀".repeat(64)}`);
    expect(uri.length).toBeLessThan(1700);
  });

  it("names each further key of an account on its own, however long the account's name is", () => {
    for (const account of ["anna@clinic.example", `${"anna".repeat(60)}@clinic.example`]) {
      const named = (before: number) =>
        new URL(otpauthUri({ issuer: "A", account: entryName(account, before), secret, digits: 7 })).pathname;
      expect(new Set([0, 1, 2, 10].map(named)).size).toBe(4);
    }
    expect(entryName("anna@clinic.example", 0)).toBe("anna@clinic.example");
    expect(entryName("anna@clinic.example", 1)).toBe("anna@clinic.example (2)");
  });

  it("survives half a surrogate pair", () => {
    expect(otpauthUri({ issuer: "A\ud800B", account: "c", secret, digits: 6 })).toContain("totp/AB:c?");
  });
});

function shifted(token: string, zero: number): string {
  return Array.from(token, (digit) => String.fromCodePoint(zero + Number(digit))).join("");
}
