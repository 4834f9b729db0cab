import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIGITS } from "../../../src/contract/vocabulary";
import { recogniseCode } from "../../../src/main/core/domain/code-kinds";
import {
  bypassCodeFrom,
  setupCodeFrom,
  shownBypassCode,
  shownSetupCode,
  textTokenFrom,
} from "../../../src/main/core/domain/one-time-codes";
import { recoveryCodesFrom, shownRecoveryCode } from "../../../src/main/core/domain/recovery-codes";
import { formatRecoveryKey } from "../../../src/main/core/domain/recovery-key";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe("a code in the wrong field is recognised", () => {
  it("as a token", () => {
    fc.assert(
      fc.property(bytes(16), fc.constantFrom(...DIGITS), (random, digits) => {
        const token = textTokenFrom(random, digits);
        expect(recogniseCode(token)).toBe("token");
        expect(recogniseCode(` ${token.slice(0, 3)} ${token.slice(3)}`)).toBe("token");
      }),
    );
  });

  it("as a bypass code", () => {
    fc.assert(
      fc.property(bytes(16), (random) => {
        expect(recogniseCode(shownBypassCode(bypassCodeFrom(random)))).toBe("bypass-code");
      }),
    );
  });

  it("as a setup code, in either case, with and without its hyphens", () => {
    fc.assert(
      fc.property(bytes(6), (random) => {
        const code = setupCodeFrom(random);
        for (const typed of [code, shownSetupCode(code), code.toLowerCase()])
          expect(recogniseCode(typed)).toBe("setup-code");
      }),
    );
  });

  it("as a recovery code", () => {
    fc.assert(
      fc.property(bytes(100), (random) => {
        for (const code of recoveryCodesFrom(random))
          expect(recogniseCode(shownRecoveryCode(code))).toBe("recovery-code");
      }),
    );
  });

  it("as a recovery key, even with a slip in it", () => {
    fc.assert(
      fc.property(bytes(20), (random) => {
        const key = formatRecoveryKey(random);
        expect(recogniseCode(key)).toBe("recovery-key");
        expect(recogniseCode(`${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`)).toBe("recovery-key");
      }),
    );
  });

  it.each(["", "   ", "12345", "1234567890123", "hello", "correct horse battery", "1e5", "-------"])(
    "but not from %o",
    (typed) => {
      expect(recogniseCode(typed)).toBe("unknown");
    },
  );

  it("but a setup code with a slip is not taken for one", () => {
    const code = setupCodeFrom(Uint8Array.from([1, 2, 3, 4, 5, 6]));
    expect(recogniseCode(`${code.slice(1, 2)}${code.slice(0, 1)}${code.slice(2)}`)).toBe("unknown");
  });
});
