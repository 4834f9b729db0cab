import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PersonRow } from "../../src/contract/people/views";
import { ok, refuse } from "../../src/contract/result";
import type { Role } from "../../src/contract/vocabulary";
import { PeopleScreen } from "../../src/renderer/features/people/people-screen";
import { type FakeReplies, testAppState, testNow } from "../support/fake-wardkey";
import { ana, clinicOf, elena, marcus, personRow, priya } from "../support/people";
import { renderFace } from "../support/render-face";

function atPeople(rows: readonly PersonRow[], replies: FakeReplies = {}, role: Role = "manager") {
  const known = { ...clinicOf(rows), ...replies };
  return renderFace(<PeopleScreen />, testAppState(role), known, "/people");
}

const four = [marcus, priya, ana, elena];
const table = () => screen.findByRole("table", { name: "People" });
const names = () => screen.getAllByRole("rowheader").map((cell) => within(cell).getByRole("button").textContent);
const row = (name: string) => screen.getByRole("button", { name });
const tile = (name: string) => screen.findByRole("button", { name });
const panel = (name: string) => screen.findByRole("region", { name });

afterEach(() => vi.restoreAllMocks());

describe("the list", () => {
  it("shows everybody with what each of them needs next, in words", async () => {
    atPeople(four);
    const rows = within(await table())
      .getAllByRole("row")
      .slice(1);
    const cells = (at: number) => rows.map((one) => within(one).getAllByRole("cell")[at]?.textContent);
    expect(cells(2)).toEqual(["OnApp", "OnApp", "Off", "OnText message"]);
    expect(cells(3)).toEqual(["Locked", "App", "Not set up", "SMS only"]);
    const headings = within(await table()).getAllByRole("columnheader");
    const [select, ...named] = headings;
    expect(within(select as HTMLElement).getByRole("checkbox", { name: "Select all who fit" })).not.toBeChecked();
    expect(named.map(({ textContent }) => textContent)).toEqual([
      "Name",
      "Role",
      "2-Factor Auth",
      "Status",
      "Cell phone",
      "Last used",
    ]);
    const webb = rows[3] as HTMLElement;
    expect(webb).toHaveTextContent("marcus@lakeside.example");
    expect(webb).toHaveTextContent("07400 123456");
    expect(webb).toHaveTextContent("30 Oct 2026");
    expect(rows[2]).toHaveTextContent("StaffSupport");
  });

  it("counts on tiles, and a pressed tile filters until it is pressed again", async () => {
    const { user } = atPeople(four);
    await user.click(await tile("1 SMS only"));
    await screen.findByText("1 of 4 people");
    expect(names()).toEqual(["Marcus Webb"]);
    expect(await tile("1 SMS only")).toHaveAttribute("aria-pressed", "true");
    await user.click(await tile("1 SMS only"));
    await screen.findByText("4 people");
    expect(names()).toHaveLength(4);
  });

  it("keeps deactivated people behind a quieter filter, which is absent where there are none", async () => {
    const gone = personRow(5, { name: "Tom Okafor", status: "deactivated", twoFactor: "none" });
    const { user } = atPeople([...four, gone]);
    await user.click(await screen.findByRole("button", { name: "1 deactivated" }));
    await screen.findByText("1 of 5 people");
    expect(names()).toEqual(["Tom Okafor"]);
  });

  it("searches as one types, and says so where nobody fits", async () => {
    const { user } = atPeople(four);
    await table();
    await user.type(screen.getByRole("searchbox", { name: "Search people" }), "elena@");
    await screen.findByText("1 of 4 people");
    expect(names()).toEqual(["Elena Ruiz"]);
    await user.type(screen.getByRole("searchbox"), "zzz");
    expect(await screen.findByText("Nobody fits these filters")).toBeVisible();
    const clear = screen.getAllByRole("button", { name: "Clear filters" });
    await user.click(clear[0] as HTMLElement);
    await screen.findByText("4 people");
    expect(screen.getByRole("searchbox")).toHaveValue("");
  });

  it("has main sort by a heading, and back when it is pressed again", async () => {
    const { user, fake } = atPeople(four);
    await table();
    const heading = (name: string) => screen.getByRole("columnheader", { name });
    expect(heading("Name")).toHaveAttribute("aria-sort", "ascending");
    await user.click(within(heading("Name")).getByRole("button"));
    await vi.waitFor(() => expect(names()[0]).toBe("Marcus Webb"));
    expect(heading("Name")).toHaveAttribute("aria-sort", "descending");
    await user.click(within(heading("Last used")).getByRole("button"));
    await vi.waitFor(() =>
      expect(fake.calls("listPeople").at(-1)).toMatchObject({ sort: "last-used", descending: true }),
    );
    expect(heading("Cell phone")).not.toHaveAttribute("aria-sort");
    await user.type(screen.getByRole("searchbox"), "elena");
    await screen.findByText("1 of 4 people");
    await user.click(screen.getByRole("button", { name: "Clear filters" }));
    await screen.findByText("4 people");
    expect(heading("Last used")).toHaveAttribute("aria-sort", "descending");
  });

  it("shows the first rows without waiting for how many there are", async () => {
    const many = Array.from({ length: 100 }, (_, i) => personRow(i, { name: `Person ${String(i).padStart(3, "0")}` }));
    const { countFound, ...clinic } = clinicOf(many);
    if (typeof countFound !== "function") throw new Error("the clinic counts whoever is asked for");
    let counted: (() => void) | undefined;
    const { user } = atPeople(many, {
      ...clinic,
      countFound: async (filter) => {
        if (filter.search !== "") await new Promise<void>((resolve) => (counted = resolve));
        return countFound(filter);
      },
    });
    await screen.findByText("100 people");
    await user.type(screen.getByRole("searchbox"), "0");
    await vi.waitFor(() => expect(counted).toBeDefined());
    expect(await table()).toHaveAttribute("aria-rowcount", "-1");
    expect(screen.getByText("100 people")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Export" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    counted?.();
    await screen.findByText("100 of 100 people");
    expect(await screen.findByRole("dialog", { name: "Export the list of 100 people?" })).toBeVisible();
    await user.keyboard("{Escape}");
    expect(await table()).toHaveAttribute("aria-rowcount", "101");
  });

  it("shows what was typed last, however late what was asked for before it is answered", async () => {
    const { listPeople, ...clinic } = clinicOf(four);
    if (typeof listPeople !== "function") throw new Error("the clinic lists whoever is asked for");
    const late: (() => void)[] = [];
    const { user } = atPeople(four, {
      ...clinic,
      listPeople: async (input) => {
        if (input.search !== "") await new Promise<void>((resolve) => late.push(resolve));
        return listPeople(input);
      },
    });
    await screen.findByText("4 people");
    await user.type(screen.getByRole("searchbox"), "an");
    expect(screen.getByRole("searchbox")).toHaveValue("an");
    expect(names()).toHaveLength(4);
    late[1]?.();
    await screen.findByText("1 of 4 people");
    expect(names()).toEqual(["Ana Silva"]);
    late[0]?.();
    await user.click(await tile("1 Locked"));
    expect(screen.getByRole("searchbox")).toHaveValue("an");
    expect(names()).toEqual(["Ana Silva"]);
    late[2]?.();
    await vi.waitFor(() =>
      expect(screen.getByRole("button", { name: "1 Locked" })).toHaveAttribute("aria-pressed", "true"),
    );
    expect(screen.getByRole("searchbox")).toHaveValue("an");
    expect(names()).toEqual(["Ana Silva"]);
  });

  it("says why it is empty, and what to do", async () => {
    const joan = personRow(9, { name: "Joan Field", role: "manager" });
    const { user } = atPeople([joan]);
    expect(await screen.findByText("Nobody but you yet")).toBeVisible();
    const add = screen.getAllByRole("button", { name: "Add person" });
    await user.click(add[1] as HTMLElement);
    expect(await screen.findByRole("dialog", { name: "Add person" })).toBeVisible();
  });

  it("says that it could not be read, and tries again", async () => {
    const broken = refuse({ code: "incident", number: "7", what: "unknown" });
    const { user, fake } = atPeople(four, { listPeople: broken });
    await screen.findByText("The list of people could not be read");
    fake.answer(clinicOf(four));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await table();
    expect(names()).toHaveLength(4);
  });

  it("draws and reads only what is in sight of a long list, and says how long it is", async () => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
    const many = Array.from({ length: 1000 }, (_, i) => personRow(i, { name: `Person ${String(i).padStart(4, "0")}` }));
    const { fake } = atPeople(many);
    expect(await table()).toHaveAttribute("aria-rowcount", "1001");
    await screen.findByRole("button", { name: "Person 0000" });
    expect(names().length).toBeLessThan(60);
    const region = screen.getByRole("region", { name: "People" });
    region.scrollTop = 500 * 40;
    region.dispatchEvent(new Event("scroll"));
    const middle = await screen.findByRole("button", { name: "Person 0500" });
    expect(middle.closest("tr")).toHaveAttribute("aria-rowindex", "502");
    expect(fake.calls("listPeople").map(({ offset }) => offset)).toEqual([0, 480]);
  });
});

/** The screen, and a way to leave it and to come back. */
function Visits() {
  const [here, setHere] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setHere(!here)}>
        elsewhere and back
      </button>
      {here && <PeopleScreen />}
    </>
  );
}

describe("the place in the list", () => {
  const hundred = Array.from({ length: 100 }, (_, i) => personRow(i, { name: `Person ${String(i).padStart(3, "0")}` }));
  const region = () => screen.getByRole("region", { name: "People" });
  const scrollTo = async (name: string, top: number) => {
    region().scrollTop = top;
    region().dispatchEvent(new Event("scroll"));
    await screen.findByRole("button", { name });
  };
  const search = () => screen.getByRole("searchbox");

  async function visit(replies: FakeReplies = {}) {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
    const known = { ...clinicOf(hundred), ...replies };
    const face = renderFace(<Visits />, testAppState("manager"), known, "/people");
    const go = () => face.user.click(screen.getByRole("button", { name: "elsewhere and back" }));
    await table();
    return { ...face, go };
  }

  it("stays when somebody is opened, after others have been asked for", async () => {
    const { user } = await visit();
    await user.type(search(), "pe");
    await screen.findByText("100 of 100 people");
    await scrollTo("Person 022", 800);
    await user.click(row("Person 022"));
    await panel("Person 022");
    expect(region().scrollTop).toBe(800);
  });

  it("is the top for whoever is asked for after nobody fitted", async () => {
    const { user } = await visit();
    await scrollTo("Person 022", 800);
    await user.type(search(), "zzz");
    await screen.findByText("Nobody fits these filters");
    await user.tripleClick(search());
    await user.keyboard("p");
    await screen.findByText("100 of 100 people");
    expect(region().scrollTop).toBe(0);
  });

  it("is the top for whoever is asked for after a short list, wherever the visit began", async () => {
    const scroll = {
      value(this: Element, { top }: ScrollToOptions) {
        this.scrollTop = top ?? 0;
      },
      configurable: true,
    };
    Object.defineProperty(HTMLElement.prototype, "scrollTo", scroll);
    const { user, go } = await visit();
    await scrollTo("Person 022", 800);
    await go();
    await go();
    await screen.findByRole("button", { name: "Person 022" });
    expect(region().scrollTop).toBe(800);
    await user.type(search(), "person 09");
    await screen.findByText("10 of 100 people");
    region().dispatchEvent(new Event("scroll"));
    await user.clear(search());
    await screen.findByText("100 people");
    expect(region().scrollTop).toBe(0);
    Reflect.deleteProperty(HTMLElement.prototype, "scrollTo");
  });

  it("and its filter are not changed by what was asked for before one left", async () => {
    const { listPeople } = clinicOf(hundred);
    if (typeof listPeople !== "function") throw new Error("the clinic lists whoever is asked for");
    let late: (() => void) | undefined;
    const { user, go } = await visit({
      listPeople: async (input) => {
        if (input.search !== "") await new Promise<void>((resolve) => (late = resolve));
        return listPeople(input);
      },
    });
    await user.type(search(), "9");
    await go();
    await go();
    late?.();
    await user.click(await screen.findByRole("button", { name: "Person 001" }));
    await panel("Person 001");
    expect(search()).toHaveValue("");
    expect(row("Person 001")).toBeVisible();
  });

  it("is not said to be the end where main could not count how many there are", async () => {
    const { user, fake } = await visit();
    fake.answer({ countFound: refuse({ code: "incident", number: "7", what: "unknown" }) });
    await user.type(search(), "p");
    await screen.findByText("The list of people could not be read");
    expect(screen.queryByText("100 people")).toBeNull();
    fake.answer(clinicOf(hundred));
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await table()).toHaveAttribute("aria-rowcount", "101");
  });
});

describe("a row", () => {
  it("opens the person beside the list, which stays as it is", async () => {
    const { user } = atPeople(four);
    await user.click(await tile("1 SMS only"));
    await screen.findByText("1 of 4 people");
    await user.click(row("Marcus Webb"));
    const opened = await panel("Marcus Webb");
    expect(await within(opened).findByText("SMS only")).toBeVisible();
    expect(within(opened).getByText("Two-factor ID 100 000 001")).toBeVisible();
    expect(row("Marcus Webb").closest("tr")).toHaveAttribute("aria-selected", "true");
    await user.click(within(opened).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("region", { name: "Marcus Webb" })).toBeNull();
    expect(row("Marcus Webb")).toHaveFocus();
    expect(await tile("1 SMS only")).toHaveAttribute("aria-pressed", "true");
  });

  it("is reached by arrows, J and K, and opened by Enter", async () => {
    const { user } = atPeople(four);
    await table();
    row("Ana Silva").focus();
    await user.keyboard("{ArrowDown}j");
    expect(row("Elena Ruiz")).toHaveFocus();
    await user.keyboard("k{End}{ArrowDown}");
    expect(row("Marcus Webb")).toHaveFocus();
    await user.keyboard("{Home}");
    expect(row("Ana Silva")).toHaveFocus();
    await user.keyboard("{Enter}");
    expect(await panel("Ana Silva")).toHaveFocus();
  });

  it("is peeked at by Space: the focus stays in the list, and the panel follows it", async () => {
    const { user } = atPeople(four);
    await table();
    row("Ana Silva").focus();
    await user.keyboard(" ");
    await panel("Ana Silva");
    expect(row("Ana Silva")).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    await panel("Dr. Priya Nair");
    expect(row("Dr. Priya Nair")).toHaveFocus();
    await user.keyboard(" ");
    expect(screen.queryByRole("region", { name: "Dr. Priya Nair" })).toBeNull();
  });

  it("passes to another person where its own has gone, but never with the focus", async () => {
    const { fake } = atPeople([ana]);
    await table();
    const line = row("Ana Silva").closest("tr");
    fake.answer(clinicOf([elena]));
    fake.changed("listPeople");
    await vi.waitFor(() => expect(names()).toEqual(["Elena Ruiz"]));
    expect(row("Elena Ruiz").closest("tr")).toBe(line);
    row("Elena Ruiz").focus();
    fake.answer(clinicOf([marcus]));
    fake.changed("listPeople");
    await vi.waitFor(() => expect(names()).toEqual(["Marcus Webb"]));
    expect(row("Marcus Webb")).not.toHaveFocus();
  });

  it("is one stop for Tab, wherever the arrows have been", async () => {
    atPeople(four);
    await table();
    const stops = () => four.map(({ name }) => row(name)).filter(({ tabIndex }) => tabIndex === 0);
    expect(stops()).toEqual([row("Ana Silva")]);
    row("Marcus Webb").focus();
    await vi.waitFor(() => expect(stops()).toEqual([row("Marcus Webb")]));
  });

  it("leads to the next and the previous person", async () => {
    const { user } = atPeople(four);
    await table();
    await user.click(row("Ana Silva"));
    await panel("Ana Silva");
    await user.click(screen.getByRole("button", { name: "Next person" }));
    await panel("Dr. Priya Nair");
    await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
    await panel("Elena Ruiz");
    await user.keyboard("{Alt>}{ArrowUp}{ArrowUp}{ArrowUp}{/Alt}");
    await panel("Ana Silva");
  });
});

const added = {
  account: { id: elena.id, name: "Mia Wong" },
  code: "7K3M-9QXT-4B",
  expiresAt: testNow + 7 * 86_400_000,
  twoFactorId: "482113907",
  phoneSharedWith: [],
};

describe("Add person", () => {
  async function openDialog(replies: FakeReplies = {}) {
    const face = atPeople(four, { addPerson: ok(added), ...replies });
    await table();
    await face.user.click(screen.getByRole("button", { name: "Add person" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Add person" }));
    return { ...face, dialog, send: () => face.user.click(dialog.getByRole("button", { name: "Add person" })) };
  }

  it("is for managers; others are told who does it", async () => {
    atPeople(four, {}, "support");
    const add = await screen.findByRole("button", { name: "Add person" });
    expect(add).toHaveAttribute("aria-disabled", "true");
    expect(add).toHaveAccessibleDescription("Only a practice manager adds people.");
  });

  it("sends what was typed, the phone in E.164, and shows the setup code until it is passed on", async () => {
    const { user, fake, dialog, send } = await openDialog();
    await user.type(dialog.getByLabelText("Name"), "  Mia Wong ");
    await user.type(dialog.getByLabelText("E-mail"), "mia@lakeside.example");
    await user.type(dialog.getByLabelText("Cell phone"), "07400 654321");
    await user.click(dialog.getByRole("combobox", { name: "Account type" }));
    await user.click(await screen.findByRole("option", { name: /Provider/ }));
    await user.click(dialog.getByRole("combobox", { name: "Role" }));
    expect((await screen.findAllByRole("option")).map((one) => one.textContent)).not.toContain("Practice manager");
    await user.click(await screen.findByRole("option", { name: /Auditor/ }));
    await send();
    const shown = within(await screen.findByRole("dialog", { name: "Setup code for Mia Wong" }));
    expect(fake.calls("addPerson")).toEqual([
      {
        name: "Mia Wong",
        email: "mia@lakeside.example",
        cellPhone: "+447400654321",
        accountType: "provider",
        role: "auditor",
      },
    ]);
    expect(shown.getByText("7K3M").parentElement).toHaveTextContent("7K3M9QXT4B");
    expect(shown.getByText("7 Kilo 3 Mike")).toBeVisible();
    expect(shown.getByText(/until 9 Nov 2026/)).toBeVisible();
    expect(shown.getByText("482 113 907")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(screen.getByRole("dialog", { name: "Setup code for Mia Wong" })).toBeVisible();
    await user.click(shown.getByRole("button", { name: "I have passed it on" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.body).not.toHaveTextContent("7K3M");
  });

  it("prints the slip on the region's paper", async () => {
    const { user, fake, dialog, send } = await openDialog({ printPaper: ok(null) });
    await user.type(dialog.getByLabelText("Name"), "Mia Wong");
    await user.type(dialog.getByLabelText("E-mail"), "mia@lakeside.example");
    await send();
    await user.click(await screen.findByRole("button", { name: "Print" }));
    await vi.waitFor(() => expect(fake.calls("printPaper")).toEqual([{ paper: "setup-code", size: "A4" }]));
    expect(fake.calls("addPerson")[0]?.cellPhone).toBeNull();
  });

  it("says at the fields what is wrong, and sends nothing", async () => {
    const { user, fake, dialog, send } = await openDialog();
    await user.type(dialog.getByLabelText("E-mail"), "not an address");
    await user.type(dialog.getByLabelText("Cell phone"), "123");
    await send();
    await vi.waitFor(() => expect(dialog.getByLabelText("Name")).toHaveFocus());
    expect(dialog.getByLabelText("Name")).toHaveAccessibleDescription(/fill this in/);
    expect(dialog.getByLabelText("E-mail")).toHaveAccessibleDescription(/not an e-mail address/);
    expect(dialog.getByLabelText("Cell phone")).toHaveAccessibleDescription(/not a phone number/);
    expect(fake.calls("addPerson")).toEqual([]);
  });

  it("says at the field that the e-mail is taken, and keeps all that was typed", async () => {
    const { user, dialog, send } = await openDialog({ addPerson: refuse({ code: "email-taken" }) });
    await user.type(dialog.getByLabelText("Name"), "Mia Wong");
    await user.type(dialog.getByLabelText("E-mail"), "MARCUS@lakeside.example");
    await send();
    const email = dialog.getByLabelText("E-mail");
    await vi.waitFor(() => expect(email).toHaveAccessibleDescription(/Another account has this e-mail/));
    expect(email).toHaveFocus();
    expect(dialog.getByLabelText("Name")).toHaveValue("Mia Wong");
  });

  it("warns of a phone that others have, and does not forbid it", async () => {
    const others = [
      { id: marcus.id, name: "Marcus Webb" },
      { id: ana.id, name: "Ana Silva" },
    ];
    const { user, fake, dialog, send } = await openDialog({ findSharedPhones: ok(others) });
    await user.type(dialog.getByLabelText("Name"), "Mia Wong");
    await user.type(dialog.getByLabelText("E-mail"), "mia@lakeside.example");
    await user.type(dialog.getByLabelText("Cell phone"), "07400123456");
    expect(await dialog.findByText(/^Marcus Webb and Ana Silva have this number too/)).toBeVisible();
    expect(fake.calls("findSharedPhones")).toEqual([{ cellPhone: "+447400123456", except: null }]);
    await send();
    await screen.findByRole("dialog", { name: "Setup code for Mia Wong" });
  });

  it("asks for the password where main wants it fresh, and then adds", async () => {
    let fresh = false;
    const { user, dialog, send } = await openDialog({
      addPerson: () => (fresh ? ok(added) : refuse({ code: "step-up-needed" })),
      stepUp: () => {
        fresh = true;
        return ok(null);
      },
    });
    await user.type(dialog.getByLabelText("Name"), "Mia Wong");
    await user.type(dialog.getByLabelText("E-mail"), "mia@lakeside.example");
    await send();
    const asked = within(await screen.findByRole("dialog", { name: "Type your password" }));
    await user.type(asked.getByLabelText("Password"), "correct horse{Enter}");
    await screen.findByRole("dialog", { name: "Setup code for Mia Wong" });
  });

  it("asks before what was typed is lost", async () => {
    const { user, dialog } = await openDialog();
    await user.type(dialog.getByLabelText("Name"), "Mia");
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    const question = within(await screen.findByRole("alertdialog", { name: "Leave without saving?" }));
    await user.click(question.getByRole("button", { name: "Stay" }));
    expect(dialog.getByLabelText("Name")).toHaveValue("Mia");
    await user.click(dialog.getByRole("button", { name: "Cancel" }));
    await user.click(await screen.findByRole("button", { name: "Leave" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});
