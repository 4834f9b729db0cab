import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailKey, NAME_MAX, parseEmail, parseName } from "../../../src/main/core/domain/names";

describe("a name", () => {
  it.each([
    ["  Anna   Müller\t", "Anna Müller"],
    ["Anna\r\nMüller", "Anna Müller"],
    ["Mu\u0308ller", "Müller"],
    ['O\'Neill "Bob" <b>', 'O\'Neill "Bob" <b>'],
    ["محمد بن سلمان", "محمد بن سلمان"],
    ["דוד כהן", "דוד כהן"],
    ["علی\u200cرضا", "علی\u200cرضا"],
    ["山田 太郎", "山田 太郎"],
    ["Anna\u00a0Müller", "Anna Müller"],
    ["Anna\u202eKcaj\u202c", "AnnaKcaj"],
    ["\u2067Anna\u2069 \u200fB\u200b", "Anna B"],
    ["An\u00adna \u2062Mu\u200b\u0308l\u200dler\u3164", "Anna Müller"],
    ["\u200cعلی\u200c رضا\u200d", "علی رضا"],
    ["ශ්\u200dරී", "ශ්\u200dරී"],
    ["辻\u{e0100}", "辻\u{e0100}"],
    ["=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
  ])("typed as %o is kept as %o", (typed, name) => {
    expect(parseName(typed)).toEqual({ kind: "name", name });
  });

  it("has 300 code points at most, counted as they are kept", () => {
    expect(NAME_MAX).toBe(300);
    expect(parseName("😀a".repeat(150))).toMatchObject({ kind: "name" });
    expect(parseName(`${"a".repeat(300)}      `)).toMatchObject({ kind: "name" });
    expect(parseName("a".repeat(301))).toEqual({ kind: "refused", problem: "too-long" });
  });

  it.each(["", "   ", "\u202e\u202c", "\u200b"])("cannot be %o, which is nothing", (typed) => {
    expect(parseName(typed)).toEqual({ kind: "refused", problem: "missing" });
  });

  it.each(["Anna\u0000", "Anna\u001b[31m", "An\u0085na", "A\u007f", "A\ud800", "---", "'", "!?"])(
    "cannot be %j",
    (typed) => {
      expect(parseName(typed)).toEqual({ kind: "refused", problem: "not-a-name" });
    },
  );

  it("that was kept is kept as it is when typed again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
        const parsed = parseName(typed);
        if (parsed.kind === "refused") return;
        expect(parseName(parsed.name)).toEqual(parsed);
        expect(parsed.name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]|^\s|\s$|\s\s/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("an e-mail", () => {
  it.each([
    "anna@clinic.example",
    "a@b.co",
    "anna.müller+work@klinik-süd.example",
    "o'neill@clinic.example",
    "用户@例子.广告",
    "a_b-c%d@x1.y2.example",
    `${"a".repeat(64)}@clinic.example`,
  ])("%o is one", (email) => {
    expect(parseEmail(`  ${email}\n`)).toEqual({ kind: "email", email, key: emailKey(email) });
  });

  it.each([
    "\u200banna@clinic.example",
    "\u202aanna@clinic.example\u202c",
    "\u2068anna\u2069@clinic.example",
    "an\u00adna@cli\u200dnic.example\ufe0f",
    "\ufeffanna@clinic.example\u00a0",
  ])("copied as %j is what can be seen of it", (typed) => {
    expect(parseEmail(typed)).toEqual(parseEmail("anna@clinic.example"));
    expect(emailKey(typed)).toBe("anna@clinic.example");
  });

  it.each([
    "anna",
    "@clinic.example",
    "anna@",
    "anna@clinic",
    "anna@@clinic.example",
    "anna@b@clinic.example",
    "anna@clinic.example@clinic.example",
    "an na@clinic.example",
    "anna@cli nic.example",
    "anna@.example",
    "anna@clinic..example",
    "anna@clinic.example.",
    "anna@-clinic.example",
    "anna@127.0.0.1",
    "anna@clinic.123",
    "anna@[127.0.0.1]",
    "anna@clinic.example/path",
    "anna@clinic.example:80",
    "anna@xn--a.example",
    ".anna@clinic.example",
    "anna.@clinic.example",
    "an..na@clinic.example",
    "<anna@clinic.example>",
    '"anna"@clinic.example',
    "anna,bert@clinic.example",
    "anna\u0000@clinic.example",
    "anna＠clinic.example",
    `${"a".repeat(65)}@clinic.example`,
    `anna@${"a".repeat(64)}.example`,
  ])("%j is not one", (typed) => {
    expect(parseEmail(typed)).toEqual({ kind: "refused", problem: "not-an-email" });
  });

  it("has 254 octets at most", () => {
    const domain = `${"b".repeat(60)}.`.repeat(4);
    const longest = `${"a".repeat(254 - domain.length - 3)}@${domain}co`;
    expect(longest).toHaveLength(254);
    expect(parseEmail(longest)).toMatchObject({ kind: "email" });
    expect(parseEmail(`a${longest}`)).toEqual({ kind: "refused", problem: "too-long" });
    expect(parseEmail(`ü${longest.slice(1)}`)).toEqual({ kind: "refused", problem: "too-long" });
  });

  it("must be there", () => {
    expect(parseEmail(" \n")).toEqual({ kind: "refused", problem: "missing" });
  });
});

describe("the key of an e-mail", () => {
  it.each([
    ["Anna@Clinic.Example", "anna@clinic.example"],
    ["ANNA.MÜLLER@clinic.example", "anna.mu\u0308ller@clinic.example"],
    [" anna@clinic.example ", "anna@clinic.example"],
    ["ａｎｎａ@clinic.example", "anna@clinic.example"],
    ["anna＠clinic.example", "anna@clinic.example"],
    ["anna@KLINIK-SÜD.example", "anna@xn--klinik-sd-x9a.example"],
    ["STRASSE@clinic.example", "straße@clinic.example"],
    ["straẞe@clinic.example", "strasse@clinic.example"],
    ["ΟΔΥΣΣΕΥΣ@clinic.example", "οδυσσευς@clinic.example"],
  ])("is the same for %o and %o", (one, other) => {
    expect(emailKey(one)).toBe(emailKey(other));
  });

  it.each([
    ["anna@clinic.example", "anna@clinic.example.org"],
    ["anna@clinic.example", "ana@clinic.example"],
    ["anna+1@clinic.example", "anna+2@clinic.example"],
    ["an.na@clinic.example", "anna@clinic.example"],
    ["anna@strasse.example", "anna@straße.example"],
    ["é@clinic.example", "e@clinic.example"],
    ["а@clinic.example", "a@clinic.example"],
  ])("is another for %o and %o", (one, other) => {
    expect(emailKey(one)).not.toBe(emailKey(other));
  });

  it.each(["my secret passw0rd", "", "@", "a@b@c", "x@[::1]", "x@%41.example", "x@1.2", "\ud800@\udc00"])(
    "exists for %j, which somebody typed into the field",
    (typed) => {
      expect(emailKey(emailKey(typed))).toBe(emailKey(typed));
    },
  );

  it("never makes an address of numbers another one", () => {
    expect(emailKey("x@1.2.example")).not.toBe(emailKey("x@1.0.0.2.example"));
    expect(emailKey("x@a%2eb.example")).not.toBe(emailKey("x@a.b.example"));
  });

  it.each(["\u10a0", "\u04c0", "a\u10c5"])("has a domain with %j, which is one in lower case alone", (letter) => {
    const key = emailKey(`x@${letter}.example`);
    expect(key).toMatch(/^x@xn--/);
    expect([emailKey(key), emailKey(`x@${letter.toLowerCase()}.example`)]).toEqual([key, key]);
  });

  it("does not change when taken twice, or with the case of the letters", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 20 }),
        fc.string({ unit: "binary", maxLength: 20 }),
        (local, domain) => {
          const typed = `${local}@${domain}.example`;
          expect(emailKey(emailKey(typed))).toBe(emailKey(typed));
        },
      ),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zäöüñéßσς0-9.+-]{1,20}$/), (local) => {
        expect(emailKey(`${local.toUpperCase()}@CLINIC.EXAMPLE`)).toBe(emailKey(`${local}@clinic.example`));
      }),
    );
  });
});
