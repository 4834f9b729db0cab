import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { ok, refuse } from "../../src/contract/result";
import { PeopleScreen } from "../../src/renderer/features/people/people-screen";
import { type FakeReplies, testAppState, testPractice, testSession } from "../support/fake-wardkey";
import { ownSecurity } from "../support/own-account";
import { ana, clinicOf, elena, marcus, priya } from "../support/people";
import { renderFace } from "../support/render-face";

const four = [marcus, priya, ana, elena];
const open = {
  search: "",
  status: null,
  role: null,
  accountType: null,
  method: null,
  codes: null,
  late: false,
  dueOn: null,
} as const;
const proof = { password: "correct horse", token: "1234567" };

async function atPeople(
  replies: FakeReplies = {},
  role: "manager" | "auditor" | "support" = "manager",
  where = "/people",
) {
  const appState = testAppState(role, { session: testSession(role, { twoFactor: "app" }) });
  const known = { ...clinicOf(four), getMySecurity: ok(ownSecurity({ twoFactor: "app" })), getProgress: ok(null) };
  const face = renderFace(<PeopleScreen />, appState, { ...known, ...replies }, where);
  await screen.findByRole("table", { name: "People" });
  return face;
}

const button = (name: string) => screen.getByRole("button", { name });
const dialogOf = async (name: string) => within(await screen.findByRole("dialog", { name }));
const bar = () => screen.findByRole("region", { name: "Selection" });

async function prove(face: Awaited<ReturnType<typeof atPeople>>, dialog: ReturnType<typeof within>, confirm: string) {
  await face.user.type(dialog.getByLabelText("Your password"), proof.password);
  await face.user.type(dialog.getByLabelText("Authorization token"), proof.token);
  await face.user.click(dialog.getByRole("button", { name: confirm }));
}

describe("selecting", () => {
  it("counts in the bar, and every act says with how many", async () => {
    const { user } = await atPeople();
    await user.click(screen.getByRole("checkbox", { name: "Select Ana Silva" }));
    await user.click(screen.getByRole("checkbox", { name: "Select Marcus Webb" }));
    const acts = within(await bar());
    expect(acts.getByText("2 people selected")).toBeVisible();
    for (const act of ["Require for", "Remind", "Enrollment sheets for", "Deactivate"]) {
      expect(acts.getByRole("button", { name: `${act} 2 people` })).toBeVisible();
    }
    expect(screen.queryByRole("region", { name: "Ana Silva" })).toBeNull();
    await user.click(acts.getByRole("button", { name: "Clear selection" }));
    expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
  });

  it("goes by keys alone: X, Shift with an arrow, Ctrl+A", async () => {
    const { user } = await atPeople();
    button("Ana Silva").focus();
    await user.keyboard("x");
    expect(within(await bar()).getByText("1 person selected")).toBeVisible();
    await user.keyboard("{Shift>}{ArrowDown}{/Shift}");
    expect(within(await bar()).getByText("2 people selected")).toBeVisible();
    expect(button("Dr. Priya Nair")).toHaveFocus();
    await user.keyboard("{Control>}a{/Control}");
    expect(within(await bar()).getByText("4 people selected")).toBeVisible();
    expect(screen.getByRole("checkbox", { name: "Select all who fit" })).toBeChecked();
    await user.keyboard("x");
    expect(within(await bar()).getByText("3 people selected")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("region", { name: "Selection" })).toBeNull();
  });

  it("of all who fit goes with the filter, and ends with another one", async () => {
    const face = await atPeople({ deactivatePeople: ok({ done: 1, skipped: [] }) });
    await face.user.click(await screen.findByRole("button", { name: "1 SMS only" }));
    await screen.findByText("1 of 4 people");
    await face.user.click(screen.getByRole("checkbox", { name: "Select all who fit" }));
    await face.user.click(within(await bar()).getByRole("button", { name: "Deactivate 1 person" }));
    const dialog = await dialogOf("Deactivate 1 person?");
    await face.user.type(dialog.getByLabelText("Reason"), "left");
    await prove(face, dialog, "Deactivate 1 person");
    const selection = { filter: { ...open, status: "sms-only" }, except: [] };
    await vi.waitFor(() =>
      expect(face.fake.calls("deactivatePeople")).toEqual([{ selection, count: 1, reason: "left", proof }]),
    );
    await vi.waitFor(() => expect(screen.queryByRole("region", { name: "Selection" })).toBeNull());
  });

  it("is not offered to whoever only reads", async () => {
    await atPeople({}, "auditor");
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(button("Export")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  });
});

describe("an act on many", () => {
  it("names whom it left out, and why", async () => {
    const skipped = [{ person: { id: ana.id, name: ana.name }, because: "manager" }] as const;
    const face = await atPeople({ deactivatePeople: ok({ done: 3, skipped }) });
    button("Ana Silva").focus();
    await face.user.keyboard("{Control>}a{/Control}");
    await face.user.click(within(await bar()).getByRole("button", { name: "Deactivate 4 people" }));
    const dialog = await dialogOf("Deactivate 4 people?");
    await face.user.type(dialog.getByLabelText("Reason"), "closed");
    await prove(face, dialog, "Deactivate 4 people");
    const result = await dialogOf("3 people deactivated.");
    expect(result.getByText(/^Ana Silva: a manager/)).toBeVisible();
  });

  it("is not done where the list has changed meanwhile", async () => {
    const face = await atPeople({ deactivatePeople: refuse({ code: "selection-changed", count: 5 }) });
    button("Ana Silva").focus();
    await face.user.keyboard("x");
    await face.user.click(within(await bar()).getByRole("button", { name: "Deactivate 1 person" }));
    const dialog = await dialogOf("Deactivate 1 person?");
    await face.user.type(dialog.getByLabelText("Reason"), "closed");
    await prove(face, dialog, "Deactivate 1 person");
    expect(await dialog.findByText(/The list has changed: it is 5 now/)).toBeVisible();
    expect(dialog.getByLabelText("Reason")).toHaveValue("closed");
  });

  it("reminds nobody twice a day without asking", async () => {
    const skipped = [{ person: { id: ana.id, name: ana.name }, because: "reminded-today" }] as const;
    const face = await atPeople({ remindPeople: ok({ done: 0, skipped }) });
    button("Ana Silva").focus();
    await face.user.keyboard("x");
    await face.user.click(within(await bar()).getByRole("button", { name: "Remind 1 person" }));
    const dialog = await dialogOf("Remind 1 person by text message?");
    await face.user.click(dialog.getByRole("button", { name: "Send reminders" }));
    const result = await dialogOf("Nobody was reminded.");
    await face.user.click(result.getByRole("button", { name: "Remind 1 person again today" }));
    const one = { selection: { ids: [ana.id] }, count: 1 };
    await vi.waitFor(() =>
      expect(face.fake.calls("remindPeople")).toEqual([
        { ...one, again: false },
        { ...one, again: true },
      ]),
    );
  });

  it("sends no reminders without a gateway, and says why", async () => {
    const face = await atPeople();
    face.fake.sessionState(
      testAppState("manager", { practice: { ...testPractice, hasGateway: false }, session: testSession("manager") }),
    );
    button("Ana Silva").focus();
    await face.user.keyboard("x");
    await vi.waitFor(async () =>
      expect(within(await bar()).getByRole("button", { name: "Remind 1 person" })).toHaveAccessibleDescription(
        /no gateway/,
      ),
    );
  });

  it("makes enrollment sheets on the region's paper", async () => {
    const face = await atPeople({ makeEnrollmentSheets: ok({ done: 1, skipped: [], file: { name: "Sheets.pdf" } }) });
    button("Elena Ruiz").focus();
    await face.user.keyboard("x");
    await face.user.click(within(await bar()).getByRole("button", { name: "Enrollment sheets for 1 person" }));
    const dialog = await dialogOf("Enrollment sheets for 1 person?");
    await face.user.click(dialog.getByRole("radio", { name: "A PDF file" }));
    await prove(face, dialog, "Save PDF");
    await vi.waitFor(() =>
      expect(face.fake.calls("makeEnrollmentSheets")).toEqual([
        { selection: { ids: [elena.id] }, count: 1, to: "pdf", sealed: false, size: "A4", proof },
      ]),
    );
  });

  it("makes them sealed only where that was chosen, and says what for and that it is recorded", async () => {
    const face = await atPeople({ makeEnrollmentSheets: ok({ done: 1, skipped: [], file: { name: "Sheets.pdf" } }) });
    button("Elena Ruiz").focus();
    await face.user.keyboard("x");
    await face.user.click(within(await bar()).getByRole("button", { name: "Enrollment sheets for 1 person" }));
    const dialog = await dialogOf("Enrollment sheets for 1 person?");
    expect(dialog.getByRole("radio", { name: "Plain" })).toBeChecked();
    const sealed = dialog.getByRole("radio", { name: "Sealed, with the QR code" });
    expect(sealed).toHaveAccessibleDescription(
      /prepared before the first sign-in.*replaced at its first use.*is recorded/,
    );
    await face.user.click(sealed);
    await prove(face, dialog, "Print");
    await vi.waitFor(() =>
      expect(face.fake.calls("makeEnrollmentSheets")).toMatchObject([{ to: "printer", sealed: true }]),
    );
  });

  it("requires two-factor by a draft on the screen 2FA policy", async () => {
    const people = [{ id: ana.id, name: ana.name }];
    const face = await atPeople({
      listSelected: ok(people),
      getPolicy: ok({ rules: [], exempt: 0, todayOn: "2026-11-02", hasGateway: true, active: 4 }),
    });
    button("Ana Silva").focus();
    await face.user.keyboard("x");
    await face.user.click(within(await bar()).getByRole("button", { name: "Require for 1 person" }));
    await vi.waitFor(() => expect(window.location.hash).toBe("#/policy"));
    expect(face.fake.calls("changePolicy")).toEqual([]);
  });
});

describe("the list as one wants it", () => {
  it("shows, hides and moves columns by a menu", async () => {
    const { user, fake } = await atPeople({ savePeopleSettings: ok(null) });
    await user.click(button("Columns"));
    await user.click(await screen.findByRole("menuitemcheckbox", { name: /Deadline/ }));
    const before = ["name", "role", "two-factor", "status", "cell-phone", "last-used"];
    expect(fake.calls("savePeopleSettings")).toEqual([
      { columns: [...before, "deadline"], density: "normal", widths: {} },
    ]);
    await user.click(screen.getByRole("menuitem", { name: "Move Status left" }));
    expect(fake.calls("savePeopleSettings").at(-1)?.columns.slice(0, 4)).toEqual([
      "name",
      "role",
      "status",
      "two-factor",
    ]);
    await user.click(screen.getByRole("menuitemradio", { name: "Compact" }));
    expect(fake.calls("savePeopleSettings").at(-1)?.density).toBe("compact");
  });

  it("makes a column wider and narrower by the menu, leaves the others as they are, and forgets it again", async () => {
    const settings = {
      columns: ["name", "status"],
      density: "normal",
      widths: { name: 300, deadline: 90 },
      views: [],
    } as const;
    const { user, fake } = await atPeople({ getPeopleSettings: ok(settings), savePeopleSettings: ok(null) });
    const saved = () => fake.calls("savePeopleSettings").at(-1)?.widths;
    expect(screen.getByRole("columnheader", { name: "Name" })).toHaveStyle({ width: "300px" });
    expect(screen.getByRole("columnheader", { name: "Status" })).toHaveStyle({ width: "150px" });
    await user.click(button("Columns"));
    await user.click(await screen.findByRole("menuitem", { name: "Make Status wider" }));
    expect(saved()).toEqual({ name: 300, status: 174, deadline: 90 });
    await user.click(screen.getByRole("menuitem", { name: "Make Name narrower" }));
    expect(saved()).toEqual({ name: 276, status: 150, deadline: 90 });
    await user.click(screen.getByRole("menuitem", { name: "Reset widths" }));
    expect(saved()).toEqual({});
  });

  it("makes no column narrower than it may be, and has nothing to reset while all share the room", async () => {
    const settings = {
      columns: ["name", "status"],
      density: "normal",
      widths: { name: 80, status: 72 },
      views: [],
    } as const;
    const face = await atPeople({ getPeopleSettings: ok(settings), savePeopleSettings: ok(null) });
    await face.user.click(button("Columns"));
    const narrower = await screen.findByRole("menuitem", { name: "Make Status narrower" });
    expect(narrower).toHaveAttribute("aria-disabled", "true");
    await face.user.click(screen.getByRole("menuitem", { name: "Make Name narrower" }));
    expect(face.fake.calls("savePeopleSettings").at(-1)?.widths).toEqual({ name: 72, status: 72 });
    face.unmount();
    const { user } = await atPeople();
    await user.click(button("Columns"));
    await screen.findByRole("menuitem", { name: "Make Status narrower" });
    expect(screen.queryByRole("menuitem", { name: "Reset widths" })).toBeNull();
  });

  it("lets the end of a column be dragged, keeps its width once let go, and nothing after Esc", async () => {
    const { user, fake } = await atPeople({ savePeopleSettings: ok(null) });
    const heading = screen.getByRole("columnheader", { name: "Role" });
    const grip = heading.querySelector('[aria-hidden="true"]:not(svg)') as HTMLElement;
    const shared = heading.style.width;
    await user.pointer([{ keys: "[MouseLeft>]", target: grip, coords: { x: 300 } }, { coords: { x: 340 } }]);
    expect(heading).toHaveStyle({ width: "160px" });
    expect(fake.calls("savePeopleSettings")).toEqual([]);
    await user.keyboard("{Escape}");
    await user.pointer("[/MouseLeft]");
    expect(heading.style.width).toBe(shared);
    expect(fake.calls("savePeopleSettings")).toEqual([]);
    await user.pointer([{ keys: "[MouseLeft>]", target: grip, coords: { x: 300 } }, { coords: { x: 340 } }]);
    await user.pointer({ keys: "[/MouseLeft]", target: grip, coords: { x: 350 } });
    expect(fake.calls("savePeopleSettings").at(-1)?.widths).toMatchObject({ role: 170 });
    expect(screen.queryByRole("region", { name: "Ana Silva" })).toBeNull();
  });

  it("is saved under a name and found again", async () => {
    const view = { filter: { ...open, status: "sms-only" as const }, sort: "name", descending: false } as const;
    const saved = { id: "v", name: "On texts", view: { ...view, columns: ["name", "status"] } } as const;
    const settings = { columns: ["name", "status"], density: "normal", widths: {}, views: [saved] } as const;
    const { user, fake } = await atPeople({
      getPeopleSettings: ok(settings),
      savePeopleSettings: ok(null),
      saveView: ok(saved),
    });
    await user.click(button("Views"));
    await user.click(await screen.findByRole("menuitem", { name: "On texts" }));
    await screen.findByText("1 of 4 people");
    await user.click(button("Views"));
    await user.click(await screen.findByRole("menuitem", { name: "Save this view" }));
    const dialog = await dialogOf("Save this view");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(dialog.getByLabelText("Name")).toHaveAccessibleDescription(/Give it a name/);
    await user.type(dialog.getByLabelText("Name"), "Late ones{Enter}");
    expect(fake.calls("saveView")).toEqual([{ name: "Late ones", view: { ...view, columns: ["name", "status"] } }]);
  });

  it("follows an address once, and its filter can be taken off", async () => {
    const { user, fake } = await atPeople(
      clinicOf([{ ...marcus, status: "overdue" }, ana]),
      "manager",
      "/people?late=1&sort=deadline",
    );
    const chip = await screen.findByRole("button", { name: "Remove the filter: Overdue or with days left" });
    expect(fake.calls("listPeople").at(-1)).toMatchObject({ late: true, sort: "deadline" });
    expect(window.location.hash).toBe("#/people");
    await user.click(chip);
    await vi.waitFor(() => expect(fake.calls("listPeople").at(-1)).toMatchObject({ late: false }));
  });

  it("is taken out exactly as it is shown", async () => {
    const face = await atPeople({ exportPeople: ok({ name: "People.csv" }) });
    await face.user.click(await screen.findByRole("button", { name: "1 SMS only" }));
    await screen.findByText("1 of 4 people");
    await face.user.keyboard("{Control>}e{/Control}");
    const dialog = await dialogOf("Export the list of 1 person?");
    await prove(face, dialog, "Export");
    await vi.waitFor(() =>
      expect(face.fake.calls("exportPeople")).toEqual([
        {
          filter: { ...open, status: "sms-only" },
          sort: "name",
          descending: false,
          columns: ["name", "role", "two-factor", "status", "cell-phone", "last-used"],
          to: "csv",
          size: "A4",
          proof,
        },
      ]),
    );
  });
});
