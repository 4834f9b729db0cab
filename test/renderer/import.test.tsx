import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import type { ChosenImport, ImportDryRun, ImportRow, ImportSummary } from "../../src/contract/import/views";
import type { InputOf } from "../../src/contract/methods";
import { ok, refuse } from "../../src/contract/result";
import { ImportScreen } from "../../src/renderer/features/import/import-screen";
import { type FakeReplies, testAppState, testNow, testSession } from "../support/fake-wardkey";
import { ana, marcus } from "../support/people";
import { renderFace } from "../support/render-face";

const chosen: ChosenImport = {
  file: "staff.csv",
  rows: 5,
  columns: ["First Name", "Last Name", "Email", "Mobile", ""],
  sample: [
    ["Ana", "Silva", "ana@lakeside.example", "07400 123456", "Nurse"],
    ["Marcus", "Webb", "marcus@lakeside.example", "", "Doctor"],
  ],
  encoding: "windows-1252",
  separator: ";",
  mapping: { name: null, firstName: 0, lastName: 1, email: 2, cellPhone: 3, accountType: null },
};
const dryRun: ImportDryRun = { create: 2, update: 1, skip: 1, problem: 1 };
const row = (line: number, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  name: `Person ${line}`,
  email: `p${line}@lakeside.example`,
  cellPhone: "+447400123456",
  accountType: "staff",
  notes: [],
  ...more,
});
const rows: Record<keyof ImportDryRun, readonly ImportRow[]> = {
  create: [row(2), row(3, { cellPhone: null })],
  update: [row(4, { notes: ["Name: Ben → Ben Ray"] })],
  skip: [row(5, { notes: ["There already, just like this."] })],
  problem: [
    row(6, { name: "", email: "", accountType: null, notes: ["The e-mail is missing.", "This is not a name."] }),
  ],
};
const summary: ImportSummary = {
  id: "i".repeat(26),
  file: "staff.csv",
  at: testNow,
  by: { id: "a".repeat(26), name: "Joan Field" },
  created: 2,
  updated: 1,
  skipped: 2,
  undone: false,
};

function atImport(replies: FakeReplies = {}, part = <ImportScreen />) {
  const appState = testAppState("manager", { session: testSession("manager", { twoFactor: "app" }) });
  return renderFace(
    part,
    appState,
    {
      listImports: ok([]),
      chooseImportFile: ok(chosen),
      dryRunImport: ok(dryRun),
      listImportRows: ({ outcome, offset, limit }) =>
        ok({ total: dryRun[outcome], rows: rows[outcome].slice(offset, offset + limit) }),
      getProgress: ok(null),
      cancelProgress: ok(null),
      saveImportProblems: ok({ name: "staff problems.csv", count: 1 }),
      runImport: ok(summary),
      ...replies,
    },
    "/import",
  );
}
type Face = ReturnType<typeof atImport>;
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const press = async (face: Face, name: string | RegExp) => face.user.click(await screen.findByRole("button", { name }));

async function atColumns(replies: FakeReplies = {}) {
  const face = atImport(replies);
  await face.user.click(await screen.findByRole("button", { name: "Choose file" }));
  await screen.findByRole("heading", { name: "Say what the columns hold" });
  return face;
}
async function atCheck(replies: FakeReplies = {}) {
  const face = await atColumns(replies);
  await press(face, "Check the rows");
  await screen.findByRole("heading", { name: "See what would happen" });
  return face;
}
async function atRun(replies: FakeReplies = {}) {
  const face = await atCheck(replies);
  await press(face, "Go on with 3 people");
  await screen.findByRole("heading", { name: "Import" });
  return face;
}
async function prove(face: Face) {
  await face.user.type(screen.getByLabelText("Your password"), "my own password");
  await face.user.type(screen.getByLabelText("Authorization token"), "1234567");
}

describe("choosing a file", () => {
  it("says what there is to choose, and what was imported before", async () => {
    atImport();
    expect(await screen.findByText("Nothing has been imported yet.")).toBeVisible();
    expect(screen.getByText("Step 1 of 4")).toBeVisible();
    expect(screen.getByRole("link", { name: "Back to People" })).toHaveAttribute("href", "#/people");
  });

  it("changes nothing where the person turns away from the dialog", async () => {
    const face = atImport({ chooseImportFile: ok(null) });
    await press(face, "Choose file");
    await vi.waitFor(() => expect(face.fake.calls("chooseImportFile")).toHaveLength(1));
    expect(button("Choose file")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Next" })).toBeNull();
  });

  it("says why a file is none, and where it breaks off", async () => {
    const face = atImport({ chooseImportFile: refuse({ code: "bad-file", because: "not-a-table", line: 17 }) });
    await press(face, "Choose file");
    expect(await screen.findByRole("alert")).toHaveTextContent("quotation marks of the row on line 17 do not match");
  });

  it("says how it was understood, when one comes back to it", async () => {
    const face = await atColumns();
    await press(face, "Back");
    expect(await screen.findByText("staff.csv is ready")).toBeVisible();
    expect(screen.getByText("5 rows, Windows-1252, separated by semicolons")).toBeVisible();
    await press(face, "Next");
    expect(await screen.findByText("Step 2 of 4")).toBeVisible();
  });
});

describe("the columns", () => {
  it("come as they were guessed, beside the first rows of the file", async () => {
    await atColumns();
    expect(screen.getByRole("combobox", { name: "First name" })).toHaveTextContent("First Name");
    expect(screen.getByRole("combobox", { name: "E-mail" })).toHaveTextContent("Email");
    expect(screen.getByRole("combobox", { name: "Full name" })).toHaveTextContent("Not in the file");
    expect(screen.getByRole("combobox", { name: "Cell phone" })).toHaveAccessibleDescription("07400 123456");
    const sample = screen.getByRole("table", { name: "The first rows of the file" });
    expect(within(sample).getByRole("columnheader", { name: /^Mobile\s*Cell phone$/ })).toBeVisible();
    expect(within(sample).getByRole("columnheader", { name: "Column 5" })).toBeVisible();
    expect(within(sample).getAllByRole("row")).toHaveLength(3);
  });

  it("are sent as the person chose them", async () => {
    const face = await atColumns();
    await face.user.click(screen.getByRole("combobox", { name: "Account type" }));
    await face.user.click(await screen.findByRole("option", { name: "Column 5" }));
    await face.user.click(screen.getByRole("radio", { name: "Leave them as they are" }));
    await face.user.click(screen.getByRole("radio", { name: "Provider" }));
    await press(face, "Check the rows");
    await screen.findByText("Step 3 of 4");
    expect(face.fake.calls("dryRunImport")).toEqual([
      { mapping: { ...chosen.mapping, accountType: 4 }, known: "skip", accountType: "provider" },
    ]);
  });

  it("must name the e-mail, and say what is lost without a name", async () => {
    const face = await atColumns({
      chooseImportFile: ok({ ...chosen, mapping: { ...chosen.mapping, email: null, firstName: null, lastName: null } }),
    });
    expect(screen.getByText("Without a name only people who are there already can be changed.")).toBeVisible();
    await press(face, "Check the rows");
    expect(screen.getByRole("combobox", { name: "E-mail" })).toHaveAccessibleDescription(
      /Choose the column that holds the e-mail/,
    );
    expect(face.fake.calls("dryRunImport")).toEqual([]);
  });

  it("show how far the check is, and stop it", async () => {
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const face = await atColumns({
      dryRunImport: () => stopped.then(() => refuse({ code: "cancelled" })),
      getProgress: ok({ what: "import", done: 450, of: 1000 }),
      cancelProgress: () => {
        stop();
        return ok(null);
      },
    });
    await press(face, "Check the rows");
    const bar = await screen.findByRole("progressbar", { name: "Checking the rows" });
    await vi.waitFor(() => expect(bar).toHaveAttribute("aria-valuetext", "45 %"));
    await press(face, "Cancel");
    expect(await screen.findByText("You stopped the check. Nothing has changed.")).toBeVisible();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("say why the check was refused", async () => {
    const face = await atColumns({ dryRunImport: refuse({ code: "not-now", because: "no-file" }) });
    await press(face, "Check the rows");
    expect(await screen.findByRole("alert")).toHaveTextContent("There is no file any more. Choose it again.");
  });
});

describe("the dry run", () => {
  it("counts what would happen, and shows first what is wrong", async () => {
    await atCheck();
    const tiles = within(screen.getByRole("group", { name: "Show only" })).getAllByRole("button");
    expect(tiles.map(({ textContent }) => textContent)).toEqual(["2 Add", "1 Change", "1 Leave alone", "1 Problem"]);
    expect(button("1 Problem")).toHaveAttribute("aria-pressed", "true");
    const table = await screen.findByRole("table", { name: "Rows with a problem" });
    expect(within(table).getByText("The e-mail is missing.")).toBeVisible();
    expect(within(table).getByText("This is not a name.")).toBeVisible();
    expect(screen.getByRole("heading", { name: "See what would happen" })).toHaveFocus();
  });

  it("shows the rows of the tile that is pressed", async () => {
    const face = await atCheck();
    await press(face, "2 Add");
    const added = await screen.findByRole("table", { name: "Rows to add" });
    expect(within(added).getAllByRole("row")).toHaveLength(3);
    expect(within(added).getByText("07400 123456")).toBeVisible();
    await press(face, "1 Change");
    expect(await screen.findByText("Name: Ben → Ben Ray")).toBeVisible();
    await press(face, "1 Leave alone");
    expect(await screen.findByText("There already, just like this.")).toBeVisible();
  });

  it("saves the problems", async () => {
    const face = await atCheck();
    await press(face, "Save the problems");
    expect(await screen.findByText("Saved staff problems.csv")).toBeVisible();
    expect(face.fake.calls("saveImportProblems")).toEqual([{}]);
  });

  it("goes no further where there is nothing to import", async () => {
    const face = await atCheck({ dryRunImport: ok({ create: 0, update: 0, skip: 4, problem: 0 }) });
    expect(button("Next")).toHaveAccessibleDescription("No row adds or changes anybody.");
    await press(face, "Next");
    expect(screen.getByText("Step 3 of 4")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Save the problems" })).toBeNull();
  });

  it("says that its rows could not be read, or that it is over", async () => {
    const face = await atCheck({ listImportRows: refuse({ code: "not-now", because: "no-file" }) });
    expect(await screen.findByText("This dry run is over. Check the rows again.")).toBeVisible();
    await press(face, "Back");
    expect(await screen.findByText("Step 2 of 4")).toBeVisible();
  });

  it("of thousands of rows reads only what is in sight", async () => {
    const many = { create: 10_000, update: 0, skip: 0, problem: 0 };
    const page = ({ offset, limit }: InputOf<"listImportRows">) =>
      ok({ total: 10_000, rows: Array.from({ length: limit }, (_, n) => row(offset + n + 2)) });
    const { fake } = await atCheck({ dryRunImport: ok(many), listImportRows: page });
    const table = await screen.findByRole("table", { name: "Rows to add" });
    expect(table).toHaveAttribute("aria-rowcount", "10001");
    expect(within(table).queryAllByRole("row").length).toBeLessThan(100);
    expect(fake.calls("listImportRows").length).toBeLessThan(3);
  });
});

describe("the import", () => {
  it("says what it will do, and takes own password and token", async () => {
    const face = await atRun();
    expect(screen.getByText("2 people will be added, as ordinary members without a code.")).toBeVisible();
    expect(screen.getByText("1 person will be changed.")).toBeVisible();
    expect(screen.getByText("2 rows will be left out.")).toBeVisible();
    await prove(face);
    await press(face, "Import 3 people");
    await screen.findByRole("heading", { name: "Imported" });
    expect(face.fake.calls("runImport")).toEqual([{ proof: { password: "my own password", token: "1234567" } }]);
  });

  it("says at its field what is wrong with the proof, and keeps the dry run", async () => {
    const because = { code: "wrong-password", triesLeft: 3 } as const;
    const face = await atRun({ runImport: refuse({ code: "proof-refused", because }) });
    await prove(face);
    await press(face, "Import 3 people");
    await vi.waitFor(() =>
      expect(screen.getByLabelText("Your password")).toHaveAccessibleDescription(
        /That is not your password. 3 tries left/,
      ),
    );
    await press(face, "Back");
    expect(await screen.findByText("Step 3 of 4")).toBeVisible();
  });

  it("leads back to the check where accounts have changed since", async () => {
    const face = await atRun({ runImport: refuse({ code: "import-changed" }) });
    await prove(face);
    await press(face, "Import 3 people");
    expect(await screen.findByRole("alert")).toHaveTextContent("Accounts have changed since the dry run");
    await press(face, "Check the rows");
    expect(await screen.findByText("Step 2 of 4")).toBeVisible();
  });

  it("done, says what was done and leads to the enrollment sheets", async () => {
    const face = await atRun();
    await prove(face);
    await press(face, "Import 3 people");
    await screen.findByRole("heading", { name: "Imported" });
    expect(screen.getByText("2 people added")).toBeVisible();
    expect(screen.getByText("1 person changed")).toBeVisible();
    const sheets = screen.getByRole("link", { name: "Print enrollment sheets" });
    expect(sheets).toHaveAttribute("href", "#/people?status=not-set-up");
    await press(face, "Import another file");
    expect(await screen.findByText("Step 1 of 4")).toBeVisible();
    expect(screen.queryByText("staff.csv is ready")).toBeNull();
  });
});

/** Another screen, and back. */
function Elsewhere() {
  const [away, setAway] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setAway(!away)}>
        Go
      </button>
      {!away && <ImportScreen />}
    </>
  );
}

it("what was chosen is found again after a visit to another screen", async () => {
  const face = atImport({}, <Elsewhere />);
  await press(face, "Choose file");
  await face.user.click(await screen.findByRole("radio", { name: "Provider" }));
  await press(face, "Go");
  expect(screen.queryByRole("heading")).toBeNull();
  await press(face, "Go");
  expect(await screen.findByText("Step 2 of 4")).toBeVisible();
  expect(screen.getByRole("radio", { name: "Provider" })).toBeChecked();
  await press(face, "Check the rows");
  await press(face, "1 Change");
  await press(face, "Go");
  await press(face, "Go");
  expect(await screen.findByText("Name: Ben → Ben Ray")).toBeVisible();
  expect(face.fake.calls("dryRunImport")).toHaveLength(1);
});

describe("taking an import back", () => {
  it("asks first, takes the proof, and names who was left alone", async () => {
    const skipped = [marcus, ana].map(({ id, name }) => ({ id, name }));
    const face = atImport({
      listImports: ok([summary, { ...summary, id: "u".repeat(26), file: "old.csv", undone: true }]),
      undoImport: ok({ deactivated: 0, restored: 1, skipped }),
    });
    const table = await screen.findByRole("table", { name: "Last imports" });
    expect(within(table).getAllByText("2 added, 1 changed, 2 left out")).toHaveLength(2);
    expect(within(table).getByText("Undone")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Undo the import of old.csv" })).toBeNull();
    await press(face, "Undo the import of staff.csv");
    const dialog = await screen.findByRole("dialog", { name: "Undo the import of staff.csv?" });
    await prove(face);
    await face.user.click(within(dialog).getByRole("button", { name: "Undo the import" }));
    expect(await screen.findByText("0 people deactivated, 1 changed back")).toBeVisible();
    expect(screen.getByText("2 people have changed since and were left alone:")).toBeVisible();
    expect(screen.getByRole("link", { name: "Marcus Webb" })).toHaveAttribute("href", `#/people/${marcus.id}`);
    expect(face.fake.calls("undoImport")).toEqual([
      { import: summary.id, proof: { password: "my own password", token: "1234567" } },
    ]);
    await press(face, "Close");
    expect(screen.queryByText("0 people deactivated, 1 changed back")).toBeNull();
  });

  it("is there right after an import too", async () => {
    const undoImport = ok({ deactivated: 2, restored: 1, skipped: [] });
    const face = await atRun({ undoImport });
    await prove(face);
    await press(face, "Import 3 people");
    await screen.findByRole("heading", { name: "Imported" });
    await press(face, "Undo");
    await screen.findByRole("dialog");
    await prove(face);
    await press(face, "Undo the import");
    expect(await screen.findByText("2 people deactivated, 1 changed back")).toBeVisible();
    expect(screen.getByText("Step 1 of 4")).toBeVisible();
  });

  it("says why it was refused", async () => {
    const face = atImport({
      listImports: ok([summary]),
      undoImport: refuse({ code: "not-now", because: "no-import" }),
    });
    await face.user.click(await screen.findByRole("button", { name: "Undo the import of staff.csv" }));
    await screen.findByRole("dialog");
    await prove(face);
    await press(face, "Undo the import");
    expect(await screen.findByText("This import is no longer there to undo.")).toBeVisible();
  });

  it("says that the last imports could not be read, and tries again", async () => {
    const face = atImport({ listImports: refuse({ code: "incident", number: "9", what: "unknown" }) });
    const again = await screen.findByRole("button", { name: "Try again" });
    face.fake.answer({ listImports: ok([summary]) });
    await face.user.click(again);
    expect(await screen.findByRole("table", { name: "Last imports" })).toBeVisible();
  });
});
