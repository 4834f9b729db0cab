import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../src/main/core/domain/import-encoding";

const utf16 = (text: string, big: boolean) => {
  const bytes = Buffer.from(text, "utf16le");
  return big ? bytes.swap16() : bytes;
};

describe("the text of a file", () => {
  const text = "Name,Email\nZoë Müller,zoe@northside.example\n";

  it.each<[what: string, bytes: Uint8Array, encoding: string]>([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`), "utf-8"],
    ["UTF-16 little-endian with its mark", utf16(`\ufeff${text}`, false), "utf-16le"],
    ["UTF-16 big-endian with its mark", utf16(`\ufeff${text}`, true), "utf-16be"],
    ["UTF-16 little-endian without a mark", utf16(text, false), "utf-16le"],
    ["UTF-16 big-endian without a mark", utf16(text, true), "utf-16be"],
    ["Windows-1252", Buffer.from(text, "latin1"), "windows-1252"],
  ])("is read from %s", (_what, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it("has the marks that Windows adds to Latin-1", () => {
    const bytes = Uint8Array.from([0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x9a, 0x9f, 0xe9]);
    expect(decodeText(bytes)?.text).toBe("€‘’“”–šŸé");
  });

  it("is read from part of a larger buffer", () => {
    const whole = Buffer.from("xxAné", "latin1");
    expect(decodeText(whole.subarray(2))?.text).toBe("Ané");
  });

  it.each<[what: string, bytes: number[]]>([
    ["a spreadsheet of Excel", [0x50, 0x4b, 0x03, 0x04, 0x14]],
    ["an old one", [0xd0, 0xcf, 0x11, 0xe0]],
    ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
    ["a picture", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49]],
  ])("is not there in %s", (_what, bytes) => {
    expect(decodeText(Uint8Array.from(bytes))).toBeUndefined();
  });

  it("comes back as it was written, whatever it is", () => {
    const written = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((t) => !t.includes("\0") && !/^(PK|%PDF|\ufeff)/.test(t));
    fc.assert(
      fc.property(written, (any) => {
        expect(decodeText(Buffer.from(`\ufeff${any}`))?.text).toBe(any);
      }),
    );
  });

  it("never throws, for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeText(bytes)));
  });
});
