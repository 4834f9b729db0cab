import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Conflicts, ConflictView, SettledConflict } from "../../src/contract/conflicts/views";
import { ok, refuse } from "../../src/contract/result";
import { ConflictsScreen } from "../../src/renderer/features/conflicts/conflicts-screen";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";

const DAY = 86_400_000;
const noraA = { id: "b".repeat(26), name: "Nora Ellis" };
const noraB = { id: "c".repeat(26), name: "Nora Ellis" };
const marcus = { id: "d".repeat(26), name: "Marcus Webb" };

const fact = (what: string, value: string, differs = false) => ({ what, value, differs });

const sameEmail: ConflictView = {
  id: "e1",
  title: "Two accounts have the same e-mail",
  about: "nora.ellis@lakeside.example",
  foundAt: testNow - 600_000,
  foundBy: "Exam room 2",
  sides: [
    {
      ...{ did: "Added by Victor Hahn", where: "Front desk 1", at: testNow - 4 * 3_600_000 },
      facts: [fact("Name", "Nora Ellis"), fact("Cell phone", "(312) 555-0191", true)],
    },
    {
      ...{ did: "Added by Joan Price", where: "Exam room 2", at: testNow - DAY },
      facts: [fact("Name", "Nora Ellis"), fact("Cell phone", "(312) 555-0119", true)],
    },
  ],
  inForce: {
    title: "In force now: both accounts are closed.",
    about: "Nobody signs in with them until you settle this.",
    facts: [],
  },
  ways: [
    { is: "deactivate", person: noraA, side: 0, keeps: false, may: true },
    { is: "deactivate", person: noraB, side: 1, keeps: false, may: true },
    { is: "change-email", person: noraA, side: 0, keeps: false, may: true },
    { is: "change-email", person: noraB, side: 1, keeps: false, may: true },
  ],
};

const sameRole: ConflictView = {
  ...sameEmail,
  id: "r1",
  title: "Marcus Webb's role was changed at two workstations",
  about: null,
  ways: [
    { is: "change-role", person: marcus, may: true },
    { is: "keep", may: true },
  ],
};

const settledOne: SettledConflict = {
  id: "s1",
  settledAt: testNow - 2 * DAY,
  happened: "Olivia Grant's recovery code 4 was used at two workstations.",
  how: "Olivia Grant made ten new recovery codes.",
};

const listed = (open: readonly ConflictView[], settled: readonly SettledConflict[] = []): Conflicts => ({
  ...{ open, openCount: open.length, settled },
});

function at(conflicts: Conflicts, replies: FakeReplies = {}, role: "manager" | "auditor" = "manager") {
  const known: FakeReplies = { listConflicts: ok(conflicts), ...replies };
  return renderFace(<ConflictsScreen />, testAppState(role, { conflicts: 1 }), known, "/audit-log/conflicts");
}

const card = async (name: string) => within(await screen.findByRole("region", { name }));
const option = (name: string) => screen.getByRole("radio", { name });

describe("an open conflict", () => {
  it("says who recorded what, where and when, what differs, and what is in force", async () => {
    at(listed([sameEmail]));
    const conflict = await card("Two accounts have the same e-mail");
    expect(conflict.getByText("nora.ellis@lakeside.example.")).toBeVisible();
    expect(conflict.getByText(/Found today, 13:55, at Exam room 2\./)).toBeVisible();
    expect(conflict.getByText("Open")).toBeVisible();
    const [a, b] = conflict.getAllByRole("region");
    expect(a).toHaveAccessibleName("Side A: Added by Victor Hahn");
    expect(a).toHaveTextContent("At Front desk 1, today, 10:05");
    expect(b).toHaveTextContent("At Exam room 2, yesterday, 14:05");
    const marked = conflict.getAllByRole("mark").map(({ textContent }) => textContent);
    expect(marked).toEqual(["(312) 555-0191 (different)", "(312) 555-0119 (different)"]);
    expect(conflict.getByText("In force now: both accounts are closed.")).toBeVisible();
  });

  it("has nothing chosen, and no button before something is", async () => {
    at(listed([sameEmail]));
    const group = within(await screen.findByRole("radiogroup", { name: "How do you want to settle it?" }));
    for (const radio of group.getAllByRole("radio")) expect(radio).not.toBeChecked();
    expect(screen.queryByRole("button", { name: /Keep|deactivate|Decide/ })).toBeNull();
  });

  it("names what the button does, and takes the choice back", async () => {
    const { user } = at(listed([sameEmail]));
    await card(sameEmail.title);
    await user.click(option("Same person: keep A"));
    expect(option("Same person: keep A")).toHaveAccessibleDescription("B is deactivated. Its setup code is void.");
    expect(screen.getByRole("button", { name: "Keep A, deactivate B" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Decide later" }));
    expect(option("Same person: keep A")).not.toBeChecked();
    expect(screen.queryByRole("button", { name: "Keep A, deactivate B" })).toBeNull();
    expect(option("Same person: keep A")).toHaveFocus();
  });

  it("is settled by the ordinary dialog that deactivates, said aloud, with the focus on the heading", async () => {
    const { user, fake } = at(listed([sameEmail]), { deactivatePerson: ok(null) });
    await card(sameEmail.title);
    await user.click(option("Same person: keep A"));
    await user.click(screen.getByRole("button", { name: "Keep A, deactivate B" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Deactivate Nora Ellis (B)?" }));
    await user.type(dialog.getByLabelText("Reason"), "added twice");
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    fake.answer({ listConflicts: ok(listed([], [{ ...settledOne, id: sameEmail.id }])) });
    await user.click(dialog.getByRole("button", { name: "Deactivate" }));
    expect(await screen.findByText("Settled: Two accounts have the same e-mail.")).toBeVisible();
    expect(fake.calls("deactivatePerson")).toEqual([
      { account: noraB.id, reason: "added twice", proof: { password: "correct horse", token: null } },
    ]);
    await vi.waitFor(() => expect(screen.getByRole("heading", { name: "Conflicts" })).toHaveFocus());
  });

  it("asks in the dialog of its own where somebody keeps the e-mail from the account that is left", async () => {
    const email = "nora.ellis@lakeside.example";
    const ways = [{ is: "lift-email", person: noraB, to: noraA, email, side: 0, may: "second-manager" }] as const;
    const { user, fake } = at(listed([{ ...sameEmail, ways }]), { liftEmail: ok(null) });
    await card(sameEmail.title);
    await user.click(option("Let A have the e-mail"));
    await user.click(screen.getByRole("button", { name: "Let A have the e-mail" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Let another account have this e-mail?" }));
    await user.type(dialog.getByLabelText("Reason"), "added twice");
    await user.type(dialog.getByLabelText("Your password"), "correct horse");
    await user.click(dialog.getByRole("button", { name: "Let another account have it" }));
    await vi.waitFor(() => expect(fake.calls("liftEmail")).toMatchObject([{ account: noraB.id, to: noraA.id, email }]));
  });

  it("leads to the profile of whoever gets another e-mail", async () => {
    const { user } = at(listed([sameEmail]));
    await card(sameEmail.title);
    await user.click(option("Two people: change B"));
    await user.click(screen.getByRole("button", { name: "Open the profile of B" }));
    expect(window.location.hash).toBe(`#/people/${noraB.id}/profile`);
  });

  it("says why an act may not be done", async () => {
    const ways = [{ ...sameEmail.ways[0], may: "own-account" }] as ConflictView["ways"];
    const { user } = at(listed([{ ...sameEmail, ways }]));
    await card(sameEmail.title);
    await user.click(option("Same person: keep B"));
    const button = screen.getByRole("button", { name: "Keep B, deactivate A" });
    expect(button).toHaveAccessibleDescription("Nobody does this to their own account. Ask another manager.");
    await user.click(button);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it.each([
    ["change-role", "Give Marcus Webb another role", `/people/${marcus.id}/profile`],
    ["edit-profile", "Change the profile", `/people/${marcus.id}/profile`],
    ["reactivate", "Reactivate Marcus Webb", `/people/${marcus.id}/profile`],
    ["reset-two-factor", "Reset two-factor", `/people/${marcus.id}/security`],
    ["give-setup-code", "Give a setup code", `/people/${marcus.id}/security`],
    ["change-exemption", "Change the exemption", `/people/${marcus.id}/security`],
  ] as const)("leads to the account where it is settled by: %s", async (is, label, place) => {
    const { user } = at(listed([{ ...sameRole, ways: [{ is, person: marcus, may: true }] }]));
    await card(sameRole.title);
    await user.click(option(label));
    await user.click(screen.getByRole("button", { name: /^Open / }));
    expect(window.location.hash).toBe(`#${place}`);
  });

  it.each([
    ["change-policy", "Change the 2FA policy", "/policy"],
    ["change-gateway", "Set up the gateway", "/settings/delivery"],
  ] as const)("leads to what is the practice's: %s", async (is, label, place) => {
    const { user } = at(listed([{ ...sameRole, ways: [{ is }] }]));
    await card(sameRole.title);
    await user.click(option(label));
    await user.click(screen.getByRole("button", { name: /^Open / }));
    expect(window.location.hash).toBe(`#${place}`);
  });

  it("leads to the section of Settings where the value is set", async () => {
    const ways = [{ is: "change-settings", section: "sign-in" }] as const;
    const { user } = at(listed([{ ...sameRole, ways }]));
    await card(sameRole.title);
    await user.click(option("Change the setting"));
    await user.click(screen.getByRole("button", { name: "Open Settings" }));
    expect(window.location.hash).toBe("#/settings/sign-in");
  });

  it("lists the rules that are in force of the 2FA policy", async () => {
    const facts = [{ what: "Rule 1", value: "Everyone: from Dec 1, 2026, 7 days of grace, authenticator app only" }];
    at(listed([{ ...sameRole, inForce: { ...sameRole.inForce, facts } }]));
    expect(await screen.findByText(facts[0]?.value ?? "")).toBeVisible();
  });

  it("is only read by an auditor, who is told who settles it", async () => {
    at(listed([{ ...sameEmail, ways: [] }]), {}, "auditor");
    const conflict = await card(sameEmail.title);
    expect(conflict.getByText("A practice manager settles this.")).toBeVisible();
    expect(conflict.queryByRole("radiogroup")).toBeNull();
  });
});

describe("keeping what is in force", () => {
  async function keep(replies: FakeReplies, reason: string) {
    const face = at(listed([sameRole]), replies);
    await card(sameRole.title);
    await face.user.click(option("Keep what is in force"));
    if (reason !== "") await face.user.type(screen.getByLabelText("Reason"), reason);
    await face.user.click(screen.getByRole("button", { name: "Keep what is in force" }));
    return face;
  }

  it("takes a reason, and is settled then", async () => {
    const { fake, user } = at(listed([sameRole]), { settleConflict: ok(null) });
    await card(sameRole.title);
    await user.click(option("Keep what is in force"));
    await user.type(screen.getByLabelText("Reason"), "as we agreed");
    fake.answer({ listConflicts: ok(listed([], [{ ...settledOne, id: sameRole.id }])) });
    await user.click(screen.getByRole("button", { name: "Keep what is in force" }));
    expect(await screen.findByText(`Settled: ${sameRole.title}.`)).toBeVisible();
    expect(fake.calls("settleConflict")).toEqual([{ conflict: "r1", reason: "as we agreed" }]);
    await vi.waitFor(() => expect(screen.getByRole("heading", { name: "Conflicts" })).toHaveFocus());
  });

  it("says at the field that the reason is missing", async () => {
    await keep({ settleConflict: refuse({ code: "bad-input", fields: { reason: "missing" } }) }, "");
    const field = screen.getByLabelText("Reason");
    await vi.waitFor(() => expect(field).toHaveAccessibleDescription(/Please fill this in\./));
  });

  it("says what else is in the way", async () => {
    await keep({ settleConflict: refuse({ code: "not-now", because: "conflict-settled" }) }, "as we agreed");
    expect(await screen.findByText("This conflict is settled already.")).toBeVisible();
  });
});

describe("the list", () => {
  it("has those that were settled, with how", async () => {
    at(listed([], [settledOne]));
    const table = within(await screen.findByRole("table", { name: "Settled conflicts" }));
    const [, row] = table.getAllByRole("row");
    expect(
      within(row as HTMLElement)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    ).toEqual(["31 Oct 2026, 14:05", settledOne.happened, settledOne.how]);
    expect(screen.getByText("Nothing is in conflict")).toBeVisible();
  });

  it("says so where there never was one", async () => {
    at(listed([]));
    expect(await screen.findByText("All that your workstations recorded fits together.")).toBeVisible();
    expect(screen.queryByRole("table")).toBeNull();
  });

  it("says how many are not shown yet", async () => {
    at({ ...listed([sameEmail]), openCount: 120 });
    expect(await screen.findByText("You see 1 of 120. The others follow as you settle these.")).toBeVisible();
  });

  it("says that it could not be read, and tries again", async () => {
    const { user, fake } = at(listed([]), { listConflicts: refuse({ code: "not-allowed" }) });
    const retry = await screen.findByRole("button", { name: "Try again" });
    fake.answer({ listConflicts: ok(listed([sameEmail])) });
    await user.click(retry);
    expect(await screen.findByRole("heading", { name: sameEmail.title })).toBeVisible();
  });

  it("leads back to the audit log", async () => {
    at(listed([]));
    expect(await screen.findByRole("link", { name: "Audit log" })).toHaveAttribute("href", "#/audit-log");
  });
});
