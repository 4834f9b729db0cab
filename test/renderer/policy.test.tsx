import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { InputOf } from "../../src/contract/methods";
import type { Policy, Preview, RuleView } from "../../src/contract/policy/views";
import { ok, refuse } from "../../src/contract/result";
import { PolicyScreen } from "../../src/renderer/features/policy/policy-screen";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { ownSecurity } from "../support/own-account";
import { clinicOf, marcus, priya } from "../support/people";
import { renderFace } from "../support/render-face";

const everyone: RuleView = {
  id: "r".repeat(26),
  applies: { to: "everyone" },
  fromOn: "2026-11-01",
  fromAt: Date.UTC(2026, 10, 1),
  graceDays: 14,
  methods: "app-and-text",
  label: "Everyone",
  covered: 41,
  done: 31,
  people: [],
};
const none: Policy = { rules: [], exempt: 0, todayOn: "2026-11-02", hasGateway: true, active: 42 };
const inForce: Policy = { ...none, rules: [everyone] };
const previewed: Preview = {
  at: Date.UTC(2026, 10, 16),
  groups: { ready: 31, "time-left": 0, "must-set-up": 8, "locked-out": 2, exempt: 1, "not-covered": 0 },
  causes: { "never-signed-in": 1, "no-phone": 1, "shared-phone": 0, "no-time": 0 },
  weakens: [],
  needsSecondManager: false,
  refused: null,
  overlaps: [],
};

function at(policy: Policy, replies: FakeReplies = {}, role: "manager" | "auditor" = "manager") {
  const appState = testAppState(role, { session: testSession(role, { twoFactor: "app" }) });
  return renderFace(<PolicyScreen />, appState, {
    ...clinicOf([marcus, priya]),
    getMySecurity: ok(ownSecurity({ twoFactor: "app" })),
    getPolicy: ok(policy),
    previewPolicy: ok(previewed),
    listPreviewed: ({ group }: InputOf<"listPreviewed">) =>
      ok({
        total: previewed.groups[group],
        rows:
          group === "locked-out"
            ? [
                {
                  person: { id: marcus.id, name: marcus.name },
                  accountType: "staff",
                  role: "member",
                  cellPhone: null,
                  causes: ["never-signed-in", "no-phone"],
                  deadlineAt: testNow,
                },
              ]
            : [],
      }),
    listExemptions: ok([]),
    ...replies,
  });
}

const dialog = async (name: string) => within(await screen.findByRole("dialog", { name }));

describe("without a rule", () => {
  it("says that nobody is required, and begins with a template that is only a draft", async () => {
    const { user, fake } = at(none);
    expect(await screen.findByText("Nobody is required to use two-factor authentication")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Everyone by 16 Nov 2026" }));
    expect(await screen.findByRole("heading", { name: "Everyone" })).toBeVisible();
    const draft = {
      id: null,
      applies: { to: "everyone" },
      fromOn: "2026-11-17",
      graceDays: 0,
      methods: "app-and-text",
    };
    await vi.waitFor(() => expect(fake.calls("previewPolicy")).toContainEqual({ rules: [draft] }));
    expect(fake.calls("changePolicy")).toEqual([]);
  });

  it("offers an auditor nothing to press", async () => {
    at(none, {}, "auditor");
    expect(await screen.findByText("Only a practice manager changes the 2FA policy.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Add rule" })).toBeNull();
  });
});

describe("the rules", () => {
  it("say from when, with what, and how far people are", async () => {
    at(inForce);
    const card = within(await screen.findByRole("region", { name: "Everyone" }));
    expect(card.getByText("1 Nov 2026")).toBeVisible();
    expect(card.getByText("14 days")).toBeVisible();
    expect(card.getByText("41 people, 75.6% done")).toBeVisible();
    expect(card.getByText("In force")).toBeVisible();
  });

  it("are edited as a draft, with problems said at their fields and nothing lost", async () => {
    const { user, fake } = at(inForce);
    await user.click(await screen.findByRole("button", { name: "Edit the rule Everyone" }));
    const editing = await dialog("Edit the rule Everyone");
    const grace = editing.getByLabelText("Grace for new accounts");
    await user.clear(grace);
    await user.type(grace, "400");
    await user.click(editing.getByRole("button", { name: "Put into the draft" }));
    await vi.waitFor(() => expect(grace).toHaveAccessibleDescription(/outside what is possible/));
    expect(grace).toHaveValue("400");
    await user.clear(grace);
    await user.type(grace, "7");
    fireEvent.change(editing.getByLabelText("From"), { target: { value: "2026-12-01" } });
    await user.click(editing.getByRole("radio", { name: "Authenticator app only" }));
    await user.click(editing.getByRole("button", { name: "Put into the draft" }));
    expect(await screen.findByText("Changed")).toBeVisible();
    const { id, applies } = everyone;
    const changed = { id, applies, fromOn: "2026-12-01", graceDays: 7, methods: "app-only" };
    await vi.waitFor(() => expect(fake.calls("previewPolicy").at(-1)).toEqual({ rules: [changed] }));
  });

  it("can be for people who are named", async () => {
    const { user, fake } = at(inForce);
    await user.click(await screen.findByRole("button", { name: "Add rule" }));
    const editing = await dialog("Add a rule");
    await user.click(editing.getByRole("radio", { name: "Named people" }));
    await user.click(editing.getByRole("button", { name: "Put into the draft" }));
    await vi.waitFor(() => expect(editing.getByLabelText("Add a person")).toHaveAccessibleDescription(/fill this in/));
    await user.type(editing.getByLabelText("Add a person"), "Marcus");
    await user.click(await screen.findByRole("option", { name: /Marcus Webb/ }));
    await user.click(editing.getByRole("button", { name: "Put into the draft" }));
    expect(await screen.findByRole("heading", { name: "Marcus Webb" })).toBeVisible();
    const last = fake.calls("previewPolicy").at(-1);
    expect(last?.rules.at(-1)?.applies).toEqual({ to: "people", people: [marcus.id] });
  });
});

describe("the preview", () => {
  it("names who would be locked out, why, and where it is mended", async () => {
    at(inForce);
    expect(await screen.findByRole("button", { name: "2 Would be locked out", pressed: true })).toBeVisible();
    const row = within(await screen.findByRole("row", { name: /Marcus Webb/ }));
    expect(row.getByText("Never signed in, No cell phone")).toBeVisible();
    expect(row.getByRole("link", { name: "Add a cell phone" })).toHaveAttribute(
      "href",
      `#/people/${marcus.id}/profile`,
    );
  });

  it("counts who is ready, who still has time, and who must set up by the last day before the rules hold", async () => {
    const { user } = at(inForce);
    expect(await screen.findByRole("button", { name: "31 Ready" })).toBeVisible();
    expect(screen.getByRole("button", { name: "0 Still has time" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "8 Must set up by 15 Nov 2026" }));
    expect(screen.getByText(/^Nothing hinders them/)).toBeVisible();
  });

  it("says what gets weaker, and that it takes a second manager", async () => {
    at(inForce, {
      previewPolicy: ok({ ...previewed, weakens: ["smaller-circle"], needsSecondManager: true }),
    });
    expect(await screen.findByText("Fewer people are required.")).toBeVisible();
    expect(screen.getByText("It takes a second manager.")).toBeVisible();
  });

  it("keeps what would lock out the last manager from being saved", async () => {
    const { user, fake } = at(none, { previewPolicy: ok({ ...previewed, refused: "last-manager" }) });
    await user.click(await screen.findByRole("button", { name: "Managers from today, app only" }));
    const save = await screen.findByRole("button", { name: "Save the 2FA policy" });
    await vi.waitFor(() => expect(save).toHaveAccessibleDescription(/no manager who can get in/));
    await user.click(save);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fake.calls("changePolicy")).toEqual([]);
  });
});

describe("saving", () => {
  it("takes a reason, own password and token, and ends the draft", async () => {
    const { user, fake } = at(none, {
      changePolicy: ok(null),
      getApproval: ok({ is: "not-needed" }),
    });
    await user.click(await screen.findByRole("button", { name: "Everyone by 16 Nov 2026" }));
    await user.click(await screen.findByRole("button", { name: "Save the 2FA policy" }));
    const saving = await dialog("Put these rules in force?");
    await user.type(saving.getByLabelText("Reason"), "The insurer asks for it");
    await user.type(saving.getByLabelText("Your password"), "correct horse");
    await user.type(saving.getByLabelText("Authorization token"), "1234567");
    await user.click(saving.getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(fake.calls("changePolicy")).toHaveLength(1));
    expect(fake.calls("changePolicy")[0]).toMatchObject({
      reason: "The insurer asks for it",
      proof: { password: "correct horse", token: "1234567" },
    });
    await vi.waitFor(() => expect(screen.queryByRole("button", { name: "Discard" })).toBeNull());
  });

  it("that is refused says why and keeps the draft", async () => {
    const { user } = at(none, {
      changePolicy: refuse({ code: "would-lock-out", because: "last-manager" }),
      getApproval: ok({ is: "not-needed" }),
    });
    await user.click(await screen.findByRole("button", { name: "Everyone by 16 Nov 2026" }));
    await user.click(await screen.findByRole("button", { name: "Save the 2FA policy" }));
    const saving = await dialog("Put these rules in force?");
    await user.type(saving.getByLabelText("Reason"), "The insurer asks for it");
    await user.type(saving.getByLabelText("Your password"), "correct horse");
    await user.type(saving.getByLabelText("Authorization token"), "1234567");
    await user.click(saving.getByRole("button", { name: "Save" }));
    expect(await saving.findByText(/leave no manager who can get in/)).toBeVisible();
    await user.click(saving.getByRole("button", { name: "Keep the draft" }));
    expect(await screen.findByRole("heading", { name: "Everyone" })).toBeVisible();
  });
});
