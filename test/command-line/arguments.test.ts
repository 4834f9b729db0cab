import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { asksForCommand, dataDirIn, readArguments } from "../../src/main/command-line/arguments";
import { usageSentence } from "../../src/main/command-line/messages";

describe("the window opens", () => {
  const forWindow: readonly (readonly string[])[] = [
    [],
    ["--data-dir", "/srv/wardkey"],
    ["--data-dir=/srv/wardkey"],
    ["--data-dir", "verify"],
    ["--remote-debugging-port=0", "--inspect=0", "--data-dir", "/srv/wardkey", "--force-device-scale-factor=2"],
    ["--ozone-platform=x11", "--password-store=gnome-libsecret", "-psn_0_12345"],
  ];
  it.each(forWindow.map((words) => [words.join(" "), words] as const))("with: %s", (_words, words) => {
    expect(asksForCommand(words)).toBe(false);
  });
});

describe("a command runs", () => {
  const forCommand: readonly (readonly string[])[] = [
    ["status"],
    ["--data-dir", "/srv/wardkey", "verify"],
    ["no-such-command"],
    ["--help"],
    ["-h"],
    ["--data-dir=/srv/wardkey", "--version"],
  ];
  it.each(forCommand.map((words) => [words.join(" "), words] as const))("with: %s", (_words, words) => {
    expect(asksForCommand(words)).toBe(true);
  });
});

test("options stand before or after the command, with a sign or a space", () => {
  const asked = {
    do: "command",
    command: "verify",
    file: undefined,
    dataDir: "/srv",
    key: { kind: "recovery-key", fd: 3 },
  };
  expect(readArguments(["verify", "--data-dir", "/srv", "--recovery-key-fd", "3"])).toEqual(asked);
  expect(readArguments(["--recovery-key-fd=3", "--data-dir=/srv", "verify"])).toEqual(asked);
  expect(dataDirIn(["--data-dir=/srv", "verify"])).toBe("/srv");
  expect(readArguments(["status"])).toMatchObject({ do: "command", command: "status", dataDir: undefined });
});

test("a backup is named by its file, and what may be a key is none", () => {
  expect(readArguments(["check-backup", "/mnt/one.age"])).toMatchObject({ do: "command", file: "/mnt/one.age" });
  expect(readArguments(["check-backup"])).toEqual({ do: "refuse", because: "no-file", argument: 1 });
  for (const words of [
    ["check-backup", "ABCDE-FGHJK"],
    ["check-backup", "one.age", "two.age"],
    ["verify", "one.age"],
  ])
    expect(readArguments(words)).toEqual({ do: "refuse", because: "key-in-argument", argument: words.length });
});

test("help and version come before anything else that is wrong", () => {
  expect(readArguments(["--jsno", "verify", "status", "--help"])).toEqual({ do: "help" });
  expect(readArguments(["--version", "--passphrase"])).toEqual({ do: "version" });
});

test.each(["delete", "remove", "prune", "purge", "erase"])("%s is refused with the reason (KEEP-1)", (word) => {
  expect(readArguments([word, "--data-dir", "/srv"])).toEqual({
    do: "refuse",
    because: "nothing-is-deleted",
    argument: 1,
  });
  expect(usageSentence({ because: "nothing-is-deleted", argument: 1 })).toMatch(
    /^Wardkey deletes no entries and no people: .* six years \(HIPAA 164\.316\(b\)\(2\)\(i\)\)\. .*Nothing was done/,
  );
});

test("what is not understood is named by its place", () => {
  expect(readArguments(["verify", "--data-dir", "/srv", "again"])).toMatchObject({ do: "refuse", argument: 4 });
  expect(readArguments(["verify", "--", "status"])).toMatchObject({ do: "refuse", argument: 2 });
});

test("a refusal knows the place of what it refuses, and none of the words", () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 5 }), (words) => {
      const request = readArguments(words);
      if (request.do !== "refuse") return;
      const { do: _, because, argument, ...others } = request;
      expect(others).toEqual({});
      expect(argument).toBeLessThanOrEqual(words.length);
      expect(usageSentence({ because, argument })).toMatch(/Nothing was done; see --help\.$/);
    }),
  );
});
