import { describe, expect, test } from "vitest";
import {
  deliveryFailureWords,
  recoveryTokenText,
  spokenWords,
  testText,
  tokenText,
} from "../../../src/contract/messaging/text-messages";
import { spokenTwiml } from "../../../src/main/core/delivery/twiml";
import type { DeliveryFailure } from "../../../src/main/core/ports";

describe("a text message with a token", () => {
  test("names the practice, the token and its lifetime", () => {
    const text = tokenText({ practice: "Elm Street Clinic", token: "7305518", lifetimeMinutes: 10 });
    expect(text).toBe(
      "7305518 is your sign-in token for Elm Street Clinic. It works once, within 10 minutes. Never read it out to anyone.",
    );
    expect(tokenText({ practice: "Elm", token: "1", lifetimeMinutes: 1 })).toContain("within 1 minute.");
    expect(tokenText({ practice: "Elm", token: "1", lifetimeMinutes: "never" })).toContain("It works once. Never");
  });

  test("is one message of at most 160 characters, however long the practice's name", () => {
    const practice = "Family Practice and Walk-in Clinic of ".repeat(8);
    const text = tokenText({ practice, token: "123456789", lifetimeMinutes: 1440 });
    expect(text.length).toBeLessThanOrEqual(160);
    expect(testText({ practice }).length).toBeLessThanOrEqual(160);
  });

  test("stays one line in reading order, whatever characters the practice's name has", () => {
    const practice = "Elm\r\nStreet ‮cinilC";
    const text = tokenText({ practice, token: "7305518", lifetimeMinutes: 10 });
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).toContain("Elm Street cinilC");
  });
});

describe("a text message with a token that lets a new phone in", () => {
  test("says so first, and what to do about it", () => {
    expect(recoveryTokenText({ practice: "Elm Street Clinic", token: "7305518", lifetimeMinutes: 10 })).toBe(
      "7305518 lets a new phone into your account at Elm Street Clinic. It works once, within 10 minutes. Not you? Tell nobody and call us.",
    );
  });

  test("is one message too", () => {
    const practice = "Family Practice and Walk-in Clinic of ".repeat(8);
    expect(recoveryTokenText({ practice, token: "12345678", lifetimeMinutes: 10 }).length).toBeLessThanOrEqual(160);
  });
});

describe("what a call says", () => {
  test("is well-formed whatever the practice is called", () => {
    const twiml = spokenTwiml({ practice: `</Say><Dial>+1900</Dial>\u0007&'"`, digits: "1234567" });
    const tags = Array.from(twiml.matchAll(/<([A-Za-z]+)/g), (match) => match[1]);
    expect(new Set(tags)).toEqual(new Set(["Response", "Say", "Pause"]));
    expect(twiml).toContain("&lt;/Say&gt;&lt;Dial&gt;+1900&lt;/Dial&gt; &amp;&apos;&quot;");
    expect(twiml.length).toBeLessThan(4000);
  });

  test("refuses what is not digits, without repeating it", () => {
    for (const digits of ["12a4567", "", "123", "٧٣٠٥٥١٨"]) {
      expect(() => spokenTwiml({ practice: "Elm", digits })).toThrow(
        /^A spoken token must be four to ten ASCII digits\.$/,
      );
    }
  });

  test("says who calls before the token", () => {
    const twiml = spokenTwiml({ practice: "Elm", digits: "1234" });
    expect(twiml.indexOf(spokenWords.greeting("Elm"))).toBeGreaterThan(0);
    expect(twiml.indexOf(spokenWords.greeting("Elm"))).toBeLessThan(twiml.indexOf(">1<"));
  });

  test("says before a token that lets a new phone in what it is for, and nothing of a sign-in", () => {
    const twiml = spokenTwiml({ practice: "Elm", digits: "1234", newPhone: true });
    expect(twiml.indexOf(spokenWords.newPhone("Elm"))).toBeLessThan(twiml.indexOf(">1<"));
    expect(twiml).not.toContain("sign-in");
    expect(twiml.length).toBeLessThan(4000);
  });
});

test("every way to fail is worded", () => {
  const words: Record<DeliveryFailure, string> = deliveryFailureWords;
  for (const sentence of Object.values(words)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
