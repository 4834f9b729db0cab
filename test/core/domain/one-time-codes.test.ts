import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIGITS } from "../../../src/contract/vocabulary";
import {
  bypassCodeFrom,
  type CodePurpose,
  digestCode,
  isExpired,
  maySendToken,
  normaliseCode,
  SETUP_CODE_LIFETIME_MS,
  sameDigest,
  setupCodeFrom,
  shownBypassCode,
  shownSetupCode,
  textTokenExpiresAt,
  textTokenFrom,
} from "../../../src/main/core/domain/one-time-codes";
import {
  RECOVERY_CODES_BYTES,
  recoveryCodesFrom,
  shownRecoveryCode,
} from "../../../src/main/core/domain/recovery-codes";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = 1_900_000_000_000;
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe("a token for a text message", () => {
  it.each(DIGITS)("has %i ASCII digits, leading zeros among them", (digits) => {
    expect(textTokenFrom(new Uint8Array(16), digits)).toBe("0".repeat(digits));
    fc.assert(
      fc.property(sixteen, (bytes) => {
        expect(textTokenFrom(bytes, digits)).toMatch(new RegExp(`^[0-9]{${digits}}$`));
      }),
    );
  });

  it("is the random number's remainder, all of its bytes used", () => {
    fc.assert(
      fc.property(sixteen, fc.constantFrom(...DIGITS), (bytes, digits) => {
        const number = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
        expect(BigInt(textTokenFrom(bytes, digits))).toBe(number % 10n ** BigInt(digits));
      }),
    );
  });

  it("favours no digit in any place", () => {
    const counts = Array.from({ length: 7 }, () => new Array<number>(10).fill(0));
    for (let i = 0; i < 20_000; i++) {
      const bytes = createHmac("sha256", "seed").update(String(i)).digest();
      Array.from(textTokenFrom(bytes, 7)).forEach((digit, place) => {
        const row = counts[place] ?? [];
        row[Number(digit)] = (row[Number(digit)] ?? 0) + 1;
      });
    }
    // 2000 each; six standard deviations are 255.
    for (const count of counts.flat()) expect(Math.abs(count - 2000)).toBeLessThan(255);
  });

  it("is not made of too little chance", () => {
    expect(() => textTokenFrom(new Uint8Array(15), 6)).toThrow("16 random bytes");
    expect(() => bypassCodeFrom(new Uint8Array(8))).toThrow("16 random bytes");
    expect(() => setupCodeFrom(new Uint8Array(5))).toThrow("more random bytes");
  });
});

describe("a bypass code", () => {
  it("has nine digits, shown in threes", () => {
    fc.assert(
      fc.property(sixteen, (bytes) => {
        expect(bypassCodeFrom(bytes)).toMatch(/^[0-9]{9}$/);
      }),
    );
    expect(shownBypassCode("012345678")).toBe("012 345 678");
  });
});

describe("a setup code", () => {
  it("has ten characters without look-alikes, shown in fours", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
        const code = setupCodeFrom(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
        expect(shownSetupCode(code)).toMatch(/^.{4}-.{4}-.{2}$/);
        expect(normaliseCode(shownSetupCode(code))).toBe(code);
      }),
    );
  });

  it("carries at least 40 random bits: every one of the first 45 changes it", () => {
    const zero = setupCodeFrom(new Uint8Array(6));
    const changed = Array.from({ length: 45 }, (_, bit) => {
      const bytes = new Uint8Array(6);
      bytes[bit >> 3] = 128 >> (bit & 7);
      return setupCodeFrom(bytes).slice(0, 9);
    });
    expect(new Set([zero.slice(0, 9), ...changed]).size).toBe(46);
  });

  it("lives for seven days", () => expect(SETUP_CODE_LIFETIME_MS).toBe(7 * 24 * HOUR));
});

describe("a typed code", () => {
  it.each([
    ["abcd-efgh-jk", "ABCDEFGHJK"],
    [" ABCD EFGH JK\n", "ABCDEFGHJK"],
    ["ABCD\u2013EFGH\u2014JK", "ABCDEFGHJK"],
    ["ABCD\u2212EFGH\u2011JK", "ABCDEFGHJK"],
    ["oO0", "000"],
    ["iIlL1", "11111"],
    ["123\u00a0456\u2009789", "123456789"],
  ])("%o counts as %o", (typed, normalised) => {
    expect(normaliseCode(typed)).toBe(normalised);
  });

  it.each(["１２３", "١٢٣", "۱۲۳", "१२३", "𝟏𝟚𝟯"])("%s is 123, in digits of another script", (typed) => {
    expect(normaliseCode(typed)).toBe("123");
  });

  it.each([" 1  ", "1. ", "1) ", "10\t", " 07 ", "٣ "])(
    "%j before a recovery code is its number on paper",
    (number) => {
      const [code = ""] = recoveryCodesFrom(new Uint8Array(RECOVERY_CODES_BYTES).fill(201));
      expect(normaliseCode(`${number}${shownRecoveryCode(code)}`)).toBe(code);
    },
  );

  it("keeps whatever else stands before a code, and a number before anything else", () => {
    const [code = ""] = recoveryCodesFrom(new Uint8Array(RECOVERY_CODES_BYTES).fill(201));
    expect(normaliseCode(`11 ${code}`)).toBe(`11${code}`);
    expect(normaliseCode(`A ${code}`)).toBe(`A${code}`);
    expect(normaliseCode(`1 ${code.slice(1)}`)).toBe(`1${code.slice(1)}`);
    expect(normaliseCode(`1 ${code.slice(0, -1)}${code.endsWith("0") ? "2" : "0"}`)).toHaveLength(17);
    expect(normaliseCode("1 234 567")).toBe("1234567");
  });

  it("normalised twice is the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (typed) => {
        expect(normaliseCode(normaliseCode(typed))).toBe(normaliseCode(typed));
      }),
    );
  });
});

describe("the digest of a code", () => {
  const key = new Uint8Array(32).fill(7);

  it.each([
    ["recovery-code", "recovery-code"],
    ["setup-code", "set-up-code"],
    ["emergency-first", "envelope-first"],
    ["remembered-sign-in", "workstation"],
  ] as const)(
    "is HMAC-SHA-256 over purpose, account and code: a %s by the name %s that is on paper already",
    (purpose, name) => {
      const expected = createHmac("sha256", key).update(`["${name}","anna","ABCD"]`).digest("hex");
      expect(digestCode(key, purpose, "anna", "ABCD")).toBe(expected);
    },
  );

  it("is another one for another key, purpose, account or code", () => {
    const digests = [
      digestCode(key, "text-token", "anna", "1234567"),
      digestCode(new Uint8Array(32).fill(8), "text-token", "anna", "1234567"),
      digestCode(key, "phone-proof", "anna", "1234567"),
      digestCode(key, "text-token", "bert", "1234567"),
      digestCode(key, "text-token", "anna", "1234568"),
    ];
    expect(new Set(digests).size).toBe(5);
  });

  it("never takes a part of the account for a part of the code", () => {
    const purpose: CodePurpose = "recovery-code";
    expect(digestCode(key, purpose, "ab", "c")).not.toBe(digestCode(key, purpose, "a", "bc"));
    expect(digestCode(key, purpose, 'a","b', "c")).not.toBe(digestCode(key, purpose, "a", 'b","c'));
  });

  it("needs a whole key", () => {
    expect(() => digestCode(new Uint8Array(31), "text-token", "anna", "1")).toThrow("32 bytes");
  });

  it("is compared as a whole", () => {
    const digest = digestCode(key, "text-token", "anna", "1234567");
    expect(sameDigest(digest, digest)).toBe(true);
    for (let i = 0; i < digest.length; i++) {
      const other = `${digest.slice(0, i)}${digest[i] === "0" ? "1" : "0"}${digest.slice(i + 1)}`;
      expect(sameDigest(digest, other)).toBe(false);
    }
    expect(sameDigest(digest, digest.slice(1))).toBe(false);
    expect(sameDigest(digest, "")).toBe(false);
  });
});

describe("the life of a token", () => {
  it.each([
    [9 * MINUTE + 59 * SECOND, false],
    [10 * MINUTE - 1, false],
    [10 * MINUTE, true],
    [10 * MINUTE + SECOND, true],
  ])("of ten minutes, %i ms after it was sent: over is %o", (passed, over) => {
    expect(isExpired(textTokenExpiresAt(NOON, 10), NOON + passed)).toBe(over);
  });

  it("that never expires has no end", () => {
    expect(textTokenExpiresAt(NOON, "never")).toBeNull();
    expect(isExpired(null, Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it("is over where its end is not a time", () => {
    expect(isExpired(Number.NaN, NOON)).toBe(true);
  });
});

describe("sending tokens", () => {
  it("is allowed five times within an hour, and again an hour after the first of them", () => {
    const sent = [0, 10, 20, 30, 40].map((minutes) => NOON + minutes * MINUTE);
    for (let i = 0; i < 5; i++) expect(maySendToken(sent.slice(0, i), NOON + 45 * MINUTE)).toEqual({ may: true });
    expect(maySendToken(sent, NOON + 45 * MINUTE)).toEqual({ may: false, againAt: NOON + HOUR });
    expect(maySendToken(sent, NOON + HOUR - 1)).toEqual({ may: false, againAt: NOON + HOUR });
    expect(maySendToken(sent, NOON + HOUR)).toEqual({ may: true });
  });

  it("stays forbidden when the clock is set back", () => {
    const sent = [0, 1, 2, 3, 4].map((minutes) => NOON + minutes * MINUTE);
    expect(maySendToken(sent, NOON - 48 * HOUR)).toEqual({ may: false, againAt: NOON + HOUR });
  });

  it("never happens more than five times within any hour, however often somebody asks", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 * MINUTE }), { maxLength: 80 }), (gaps) => {
        const sent: number[] = [];
        let now = NOON;
        for (const gap of gaps) {
          now += gap;
          const answer = maySendToken(sent.toReversed(), now);
          const lately = sent.filter((at) => at > now - HOUR).length;
          expect(answer.may).toBe(lately < 5);
          if (answer.may) sent.push(now);
          else expect(maySendToken(sent, answer.againAt)).toEqual({ may: true });
        }
      }),
    );
  });
});
