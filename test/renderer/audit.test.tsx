import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { EntryView, FindingView, FullCheckView, LedgerState } from "../../src/contract/audit/views";
import type { InputOf } from "../../src/contract/methods";
import { ok, refuse } from "../../src/contract/result";
import type { AppState } from "../../src/contract/session/views";
import { AuditLogScreen } from "../../src/renderer/features/audit/audit-log-screen";
import { endOfDay, startOfDay } from "../../src/renderer/shell/zone-days";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { ana, clinicOf, marcus, priya } from "../support/people";
import { renderFace } from "../support/render-face";

const HOUR = 3_600_000;

function entry(arrival: number, more: Partial<EntryView> = {}): EntryView {
  return {
    arrival,
    seq: arrival,
    at: testNow - (1000 - arrival) * HOUR,
    kind: "signed-in",
    actor: { id: marcus.id, name: "Marcus Webb" },
    subject: null,
    sentence: `Sentence ${arrival}.`,
    changes: [],
    hash: arrival.toString(16).padStart(64, "0"),
    ...more,
  };
}

/** Main's part: entries up to `newest`, page by page. */
function ledgerUpTo(newest: number, oldest = 1) {
  return ({ before, limit }: InputOf<"listEntries">) => {
    const from = before === null ? newest : before - 1;
    const places = Array.from({ length: Math.min(limit, from - oldest + 1) }, (_, i) => from - i);
    const last = places.at(-1) ?? oldest;
    return ok({
      entries: places.map((place) => entry(place)),
      total: newest - oldest + 1,
      next: last > oldest ? last : null,
    });
  };
}

const verified: LedgerState = {
  is: "verified",
  entries: 12408,
  newer: 61,
  at: testNow - 60_000,
  headHash: "ab".repeat(32),
};

const fullCheck: FullCheckView = {
  running: null,
  last: { at: testNow - 24 * HOUR, result: "intact", entries: 12300, by: null },
  lastWhole: { at: testNow - 24 * HOUR, result: "intact", entries: 12300, by: null },
  dueAt: testNow + 144 * HOUR,
  isDue: false,
};

function atLedger(replies: FakeReplies = {}, more: Partial<AppState> = {}) {
  const known: FakeReplies = {
    ...clinicOf([marcus, priya, ana]),
    listEntries: ledgerUpTo(1000, 751),
    getLedgerState: ok(verified),
    getFullCheck: ok(fullCheck),
    ...replies,
  };
  return renderFace(<AuditLogScreen />, testAppState("manager", more), known, "/audit-log");
}

describe("the way to conflicts", () => {
  it("is not there in an ordinary practice", async () => {
    atLedger();
    await screen.findByText("Sentence 1000.");
    expect(screen.queryByRole("button", { name: /conflict/i })).toBeNull();
  });

  it.each([
    [1, "1 conflict to settle"],
    [3, "3 conflicts to settle"],
    [0, "Settled conflicts"],
  ])("says what is there: %s open", async (conflicts, name) => {
    const { user } = atLedger({}, { conflicts });
    await user.click(await screen.findByRole("button", { name }));
    expect(window.location.hash).toBe("#/audit-log/conflicts");
  });
});

const sentences = () => screen.getAllByText(/^Sentence \d+\.$/).map(({ textContent }) => textContent);
const lastAsked = (face: ReturnType<typeof atLedger>) =>
  face.fake.calls("listEntries").findLast(({ limit }) => limit > 1);

describe("the entries", () => {
  it("are sentences, newest first, under the day on which they happened", async () => {
    atLedger();
    await screen.findByText("Sentence 1000.");
    expect(sentences().slice(0, 3)).toEqual(["Sentence 1000.", "Sentence 999.", "Sentence 998."]);
    const days = screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
    expect(days.slice(0, 2)).toEqual(["Today", "Yesterday"]);
    expect(days[2]).toMatch(/^Saturday,? 31 October 2026$/);
    expect(screen.getByText("250 entries")).toBeVisible();
  });

  it("are read on from where the last page ended, until they begin", async () => {
    const face = atLedger();
    await screen.findByText("Sentence 1000.");
    expect(sentences()).toHaveLength(100);
    await face.user.click(screen.getByRole("button", { name: "Load older" }));
    await screen.findByText("Sentence 801.");
    expect(lastAsked(face)).toMatchObject({ before: 901, limit: 100 });
    await face.user.click(screen.getByRole("button", { name: "Load older" }));
    expect(await screen.findByText(/^This is where it begins\. No entry can be deleted: .* six years/)).toBeVisible();
    expect(sentences()).toHaveLength(250);
    expect(screen.queryByRole("button", { name: "Load older" })).toBeNull();
  });

  it("that come meanwhile wait to be asked for, so that nothing jumps", async () => {
    const { user, fake } = atLedger();
    await screen.findByText("Sentence 1000.");
    fake.answer({ listEntries: ledgerUpTo(1003, 751) });
    fake.changed("listEntries", "getLedgerState");
    const fresh = await screen.findByRole("button", { name: "3 new" });
    expect(sentences()[0]).toBe("Sentence 1000.");
    await user.click(fresh);
    await screen.findByText("Sentence 1003.");
    expect(screen.getByText("253 entries")).toBeVisible();
    expect(screen.queryByRole("button", { name: "3 new" })).toBeNull();
  });

  it("say where there are none, and why", async () => {
    const { user } = atLedger({
      listEntries: ({ group }) =>
        group === null ? ledgerUpTo(1000, 751)({ ...whole, before: null, limit: 100 }) : ok(none),
    });
    await screen.findByText("Sentence 1000.");
    await user.click(screen.getByRole("combobox", { name: "What" }));
    await user.click(await screen.findByRole("option", { name: "Settings" }));
    expect(await screen.findAllByText("No entry fits these filters")).not.toHaveLength(0);
    await user.click(screen.getAllByRole("button", { name: "Clear filters" })[0] as HTMLElement);
    await screen.findByText("Sentence 1000.");
  });

  it("say that they could not be read, and try again", async () => {
    const { user, fake } = atLedger({ listEntries: refuse({ code: "incident", number: "9", what: "unknown" }) });
    await screen.findByText("The audit log could not be read");
    fake.answer({ listEntries: ledgerUpTo(1000, 751) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Sentence 1000.");
  });
});

const whole = { person: null, group: null, from: null, to: null } as const;
const none = { entries: [], total: 0, next: null };

describe("the filters", () => {
  it("find a person by typing", async () => {
    const face = atLedger();
    await screen.findByText("Sentence 1000.");
    const field = screen.getByRole("combobox", { name: "Person" });
    expect(field).toHaveValue("Everybody");
    await face.user.clear(field);
    await face.user.type(field, "ana");
    await face.user.click(await screen.findByRole("option", { name: "Ana Silva (ana@lakeside.example)" }));
    expect(field).toHaveValue("Ana Silva");
    await vi.waitFor(() => expect(lastAsked(face)).toMatchObject({ person: ana.id }));
    expect(face.fake.calls("listPeople").map(({ search }) => search)).toContain("ana");
  });

  it("ask for a kind and for days in the practice's zone, the last day included", async () => {
    const face = atLedger();
    const { user } = face;
    await screen.findByText("Sentence 1000.");
    await user.click(screen.getByRole("combobox", { name: "What" }));
    await user.click(await screen.findByRole("option", { name: "Two-factor" }));
    await user.type(screen.getByLabelText("From"), "2026-10-30");
    await user.type(screen.getByLabelText("To"), "2026-10-31");
    await vi.waitFor(() =>
      expect(lastAsked(face)).toMatchObject({
        group: "two-factor",
        from: Date.UTC(2026, 9, 30),
        to: Date.UTC(2026, 10, 1),
      }),
    );
  });

  it("say that days stand the wrong way round", async () => {
    const { user } = atLedger();
    await user.type(await screen.findByLabelText("From"), "2026-10-30");
    await user.type(screen.getByLabelText("To"), "2026-10-29");
    expect(screen.getByLabelText("To")).toHaveAccessibleDescription("This is before the first day.");
  });
});

describe("a day in a zone", () => {
  it.each([
    ["an ordinary day", "2026-11-02", "America/Chicago", "2026-11-02T06:00Z", "2026-11-03T06:00Z"],
    ["a day of 23 hours", "2026-03-08", "America/Chicago", "2026-03-08T06:00Z", "2026-03-09T05:00Z"],
    ["a day of 25 hours", "2026-11-01", "America/Chicago", "2026-11-01T05:00Z", "2026-11-02T06:00Z"],
    ["a day without a midnight", "2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00Z", "2018-11-05T02:00Z"],
    ["a day with two midnights", "2026-10-31", "America/Havana", "2026-10-31T04:00Z", "2026-11-01T04:00Z"],
    ["a zone of quarter hours", "2026-05-01", "Asia/Kathmandu", "2026-04-30T18:15Z", "2026-05-01T18:15Z"],
  ])("%s begins and ends when its clocks say so", (_, date, zone, start, end) => {
    expect(new Date(startOfDay(date, zone)).toISOString()).toBe(new Date(start).toISOString());
    expect(new Date(endOfDay(date, zone)).toISOString()).toBe(new Date(end).toISOString());
  });
});

describe("an entry", () => {
  it("opens beside the list with what it changed, its number and its hash", async () => {
    const changed = entry(1000, {
      kind: "account-edited",
      subject: { id: priya.id, name: "Dr. Priya Nair" },
      sentence: "Marcus Webb changed Dr. Priya Nair's profile.",
      changes: [{ what: "Name", before: "Priya Nayr", after: "Dr. Priya Nair" }],
    });
    const { user } = atLedger({ listEntries: ok({ entries: [changed], total: 1, next: null }) });
    await user.click(await screen.findByRole("button", { name: /changed Dr\. Priya Nair's profile/ }));
    const panel = within(await screen.findByRole("region", { name: "Entry 1,000" }));
    expect(panel.getByText("2 Nov 2026, 14:05")).toBeVisible();
    const [change] = panel.getAllByRole("definition");
    expect(change).toHaveTextContent("before:Priya Nayrnow:Dr. Priya Nair");
    expect(panel.getByText("account-edited")).toBeVisible();
    expect(panel.getByText(changed.hash)).toBeVisible();
    expect(panel.getByRole("link", { name: "Open Dr. Priya Nair" })).toHaveAttribute("href", `#/people/${priya.id}`);
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Entry 1,000" })).toBeNull();
  });

  it("is reached from the one above by an arrow", async () => {
    const { user } = atLedger();
    const first = await screen.findByRole("button", { name: /Sentence 1000\./ });
    first.focus();
    await user.keyboard("{ArrowDown}");
    expect(screen.getByRole("button", { name: /Sentence 999\./ })).toHaveFocus();
  });
});

describe("the chain", () => {
  it("is said to hold, with how many entries, when that was checked, and the head", async () => {
    const { user, fake } = atLedger({ verifyLedger: ok(null) });
    expect(await screen.findByText("Verified up to entry 12,408; 61 newer")).toBeVisible();
    expect(screen.getByText("Checked 2 Nov 2026, 14:04")).toBeVisible();
    expect(screen.getByText("ab".repeat(32))).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Verify now" }));
    expect(fake.calls("verifyLedger")).toEqual([{}]);
  });

  it("shows how far a check has come, and then its end", async () => {
    const { fake } = atLedger({ getLedgerState: ok({ is: "checking", done: 3000, of: 12408 }) });
    expect(await screen.findByText("3,000 of 12,408 entries")).toBeVisible();
    expect(screen.getByRole("meter", { name: "Checking the chain" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Verify now" })).toHaveAttribute("aria-busy", "true");
    fake.answer({ getLedgerState: ok(verified) });
    await screen.findByText("Verified up to entry 12,408; 61 newer");
  });

  it("is an alarm where it does not hold", async () => {
    const alarm = { what: "ledger-changed" } as const;
    atLedger({ getLedgerState: ok({ is: "wrong", alarm, at: testNow, findings: [], count: 0 }) });
    const said = await screen.findByRole("alert");
    expect(said).toHaveTextContent("Something does not add up");
    expect(said).toHaveTextContent("The audit log was changed outside Wardkey.");
  });
});

describe("what was found wrong", () => {
  const wrong = (findings: readonly FindingView[], count = findings.length) =>
    ok({ is: "wrong" as const, alarm: { what: "tables-differ" as const }, at: testNow, findings, count });
  const person = { id: marcus.id, name: "Marcus Webb" };

  it("is said one by one: whose, which record or entry, when, and what that could have allowed", async () => {
    atLedger({
      getLedgerState: wrong(
        [
          { what: "row", person, area: "lock" },
          { what: "secret", person, area: "password" },
          { what: "row", person: null, area: "gateway" },
          { what: "entry-changed", workstation: "front-desk", seq: 812, at: testNow, kind: "signed-in", person },
          { what: "entries-missing", workstation: "front-desk", from: 813, to: 820 },
          { what: "entry-moved", workstation: "front-desk", seq: 7, at: testNow, kind: null, person: null },
        ],
        1400,
      ),
    });
    const said = within(await screen.findByRole("alert"));
    const items = said.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(items).toEqual([
      "Marcus Webb's records differ from the audit log: failed attempts and locks.",
      "Marcus Webb's records differ from the audit log: password.",
      "The practice’s records differ from the audit log: texts and calls.",
      "Entry 812 of front-desk, 2 Nov 2026, 14:05 (signed-in), about Marcus Webb, is not the one that was written.",
      "Entries 813 to 820 of front-desk are missing.",
      "Entry 7 of front-desk, 2 Nov 2026, 14:05 stands in another place.",
      "and 1,394 more",
      "Somebody could have gone on guessing past a lock.",
      "Somebody could have signed in with another password.",
      "Tokens could have gone through somebody else’s gateway.",
      "What this entry recorded could have been hidden or made up.",
      "A lock, a used code or a right that was taken away could have come back.",
      "What happened later could have counted as earlier.",
    ]);
  });
});

describe("keeping evidence", () => {
  it("takes a proof, and says in which folder it lies", async () => {
    const { user, fake } = atLedger({
      getLedgerState: ok({
        ...{ is: "wrong", at: testNow, findings: [], count: 0 },
        alarm: { what: "tables-differ" },
      }),
      saveEvidence: ok({ name: "wardkey-evidence-20261102090000" }),
    });
    await user.click(await screen.findByRole("button", { name: "Keep as evidence" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Keep the vault as evidence?" }));
    await user.type(dialog.getByLabelText("Your password"), "a password of mine");
    await user.click(dialog.getByRole("button", { name: "Choose a folder" }));
    expect(await screen.findByText("Kept in the folder wardkey-evidence-20261102090000.")).toBeVisible();
    expect(fake.calls("saveEvidence")).toEqual([{ proof: { password: "a password of mine", token: null } }]);
  });
});

describe("the full check", () => {
  const end = { at: testNow - 24 * HOUR, entries: 4100, by: "Joan Price" } as const;

  it("is said with its result, and when the next one is due", async () => {
    atLedger();
    const said = await screen.findByText(/no tampering found in 12,300 entries/);
    expect(said).toHaveTextContent(
      "Full check on 1 Nov 2026, 14:05: no tampering found in 12,300 entries. The next one is due on 8 Nov 2026.",
    );
  });

  it("that is due says so", async () => {
    atLedger({ getFullCheck: ok({ ...fullCheck, last: null, lastWhole: null, isDue: true }) });
    const said = await screen.findByText(/has not been checked yet/);
    expect(said).toHaveTextContent("The weekly check is due and starts by itself.");
  });

  it.each([
    ["canceled", "Joan Price stopped the full check on 1 Nov 2026, 14:05."],
    ["failed", "The full check on 1 Nov 2026, 14:05 could not run."],
  ] as const)("that was %s is no silence, and the one before is said too", async (result, title) => {
    atLedger({ getFullCheck: ok({ ...fullCheck, last: { ...end, result }, isDue: true }) });
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(/no tampering found in 12,300 entries/)).toBeVisible();
    expect(screen.getByText(/starts again by itself within a day/)).toBeVisible();
  });

  it("shows how far it is, and can be stopped", async () => {
    const running = { done: 3000, of: 12_408 };
    const { user, fake } = atLedger({ getFullCheck: ok({ ...fullCheck, running }), cancelFullCheck: ok(null) });
    const bar = await screen.findByRole("progressbar", { name: "Checking the whole vault" });
    expect(bar).toHaveAttribute("aria-valuetext", "3,000 of 12,408 entries");
    expect(screen.getByRole("button", { name: "Verify now" })).toHaveAttribute("aria-busy", "true");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(fake.calls("cancelFullCheck")).toEqual([{}]);
    fake.answer({ getFullCheck: ok({ ...fullCheck, running: { done: 0, of: 12_408 } }) });
    expect((await screen.findAllByText("Reading the file"))[0]).toBeVisible();
    fake.answer({ getFullCheck: ok(fullCheck) });
    expect(await screen.findByText(/no tampering found in 12,300 entries/)).toBeVisible();
  });
});

describe("Export", () => {
  async function openExport(replies: FakeReplies) {
    const face = atLedger(replies);
    await screen.findByText("Sentence 1000.");
    await face.user.type(screen.getByLabelText("From"), "2026-10-30");
    await screen.findByText("250 entries");
    await face.user.click(screen.getByRole("button", { name: "Export" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Export entries" }));
    await face.user.type(dialog.getByLabelText("Reason"), "for the insurer");
    await face.user.type(dialog.getByLabelText("Your password"), "correct horse");
    return { ...face, dialog, send: () => face.user.click(dialog.getByRole("button", { name: "Export" })) };
  }

  it("saves exactly what is shown, with a reason and a proof", async () => {
    const { user, fake, dialog, send } = await openExport({ exportEntries: ok({ name: "ledger.json", count: 250 }) });
    expect(dialog.getByText(/^250 entries, exactly what the filters show/)).toBeVisible();
    expect(dialog.getByText("Everybody · Everything · from 30 Oct 2026")).toBeVisible();
    await user.click(dialog.getByRole("radio", { name: "JSON" }));
    await send();
    expect(await screen.findByText("Saved as ledger.json.")).toBeVisible();
    expect(fake.calls("exportEntries")).toEqual([
      {
        person: null,
        group: null,
        from: Date.UTC(2026, 9, 30),
        to: null,
        format: "json",
        reason: "for the insurer",
        proof: { password: "correct horse", token: null },
      },
    ]);
  });

  it("asks for a second manager for exactly this export, where main says that it takes one", async () => {
    const { user, fake } = atLedger({
      getApproval: ok({ is: "needed" }),
      askApproval: refuse({ code: "not-now", because: "approval-not-needed" }),
    });
    await screen.findByText("Sentence 1000.");
    await user.click(screen.getByRole("button", { name: "Export" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Export entries" }));
    await user.type(dialog.getByLabelText("Reason"), "for the insurer");
    await user.click(await dialog.findByRole("button", { name: "Ask for a second manager" }));
    const parameters = { person: null, group: null, from: null, to: null, format: "csv", reason: "for the insurer" };
    await vi.waitFor(() => expect(fake.calls("askApproval")).toEqual([{ act: "exportEntries", parameters }]));
    expect(await dialog.findByRole("alert")).toHaveTextContent("This needs no second manager now.");
  });

  it("stays open where no file was chosen", async () => {
    const { fake, dialog, send } = await openExport({ exportEntries: ok(null) });
    await send();
    await vi.waitFor(() => expect(fake.calls("exportEntries")).toHaveLength(1));
    expect(dialog.getByLabelText("Reason")).toHaveValue("for the insurer");
  });
});
