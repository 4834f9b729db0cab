import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Users } from "lucide-react";
import { encode } from "uqr";
import { expect, test } from "vitest";
import { AppFrame } from "../../../src/renderer/ui/app-frame";
import { initials } from "../../../src/renderer/ui/avatar";
import { ErrorState } from "../../../src/renderer/ui/error-state";
import { Meter } from "../../../src/renderer/ui/meter";
import { QrPlate } from "../../../src/renderer/ui/qr-plate";
import { SecretText } from "../../../src/renderer/ui/secret-text";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../../src/renderer/ui/table";
import { Tabs } from "../../../src/renderer/ui/tabs";
import { Tile, Tiles } from "../../../src/renderer/ui/tile";

test("a tile is a toggle that says whether it filters", async () => {
  const user = userEvent.setup();
  const presses: boolean[] = [];
  render(
    <Tiles label="Filter by status">
      <Tile figure={6} label="Not set up" pressed onPressedChange={(pressed) => presses.push(pressed)} />
      <Tile figure={2} label="Locked" pressed={false} onPressedChange={(pressed) => presses.push(pressed)} />
    </Tiles>,
  );
  const tiles = within(screen.getByRole("group", { name: "Filter by status" }));
  await user.click(tiles.getByRole("button", { name: "6 Not set up", pressed: true }));
  await user.click(tiles.getByRole("button", { name: "2 Locked", pressed: false }));
  expect(presses).toEqual([false, true]);
});

/** The dark modules that a plate's path draws, read back from it. */
function readModules(path: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(width); i++) (rows[Number(y)] ?? [])[Number(x) + i] = true;
  }
  return rows;
}

test("a QR code is drawn module by module, black on white, with a margin of four", () => {
  const { data, size } = encode("otpauth://totp/Northside:marcus?secret=JBSWY3DPEHPK3PXP", { border: 0 });
  render(<QrPlate label="QR code for Marcus Webb" modules={data} size={120} />);
  const plate = screen.getByRole("img", { name: "QR code for Marcus Webb" });
  const whole = size + 8;
  expect(plate).toHaveAttribute("viewBox", `0 0 ${whole} ${whole}`);
  expect(Number(plate.getAttribute("width"))).toBeGreaterThanOrEqual(200);
  expect(plate.querySelector("rect")).toHaveAttribute("fill", "#fff");
  const path = plate.querySelector("path");
  expect(path).toHaveAttribute("fill", "#000");
  const drawn = readModules(path?.getAttribute("d") ?? "", whole);
  const expected = Array.from({ length: whole }, (_, y) =>
    Array.from({ length: whole }, (_, x) => data[y - 4]?.[x - 4] ?? false),
  );
  expect(drawn).toEqual(expected);
});

test("a table names itself, its sorted column, its rows and the chosen one", async () => {
  const user = userEvent.setup();
  let sorted = 0;
  render(
    <Table label="People" rowCount={42}>
      <TableHead>
        <TableHeader sort="ascending" onSort={() => sorted++}>
          Name
        </TableHeader>
        <TableHeader>Role</TableHeader>
      </TableHead>
      <TableBody>
        <TableRow selected>
          <TableCell heading>Marcus Webb</TableCell>
          <TableCell>Front desk</TableCell>
        </TableRow>
      </TableBody>
    </Table>,
  );
  expect(screen.getByRole("table", { name: "People" })).toHaveAttribute("aria-rowcount", "42");
  const name = screen.getByRole("columnheader", { name: "Name" });
  expect(name).toHaveAttribute("aria-sort", "ascending");
  expect(screen.getByRole("columnheader", { name: "Role" })).not.toHaveAttribute("aria-sort");
  await user.click(within(name).getByRole("button"));
  expect(sorted).toBe(1);
  expect(screen.getByRole("row", { selected: true })).toContainElement(
    screen.getByRole("rowheader", { name: "Marcus Webb" }),
  );
});

test("arrows go along the tabs, and the panel bears the tab's name", async () => {
  const user = userEvent.setup();
  const chosen: string[] = [];
  render(
    <Tabs
      label="Staff Settings"
      value="profile"
      onValueChange={(value) => chosen.push(value)}
      tabs={[
        { value: "profile", label: "Profile", panel: "Name and phone" },
        { value: "security", label: "Security", panel: "Two-factor" },
      ]}
    />,
  );
  expect(screen.getByRole("tabpanel", { name: "Profile" })).toHaveTextContent("Name and phone");
  expect(screen.queryByText("Two-factor")).not.toBeInTheDocument();
  screen.getByRole("tab", { name: "Profile", selected: true }).focus();
  await user.keyboard("{ArrowRight}{Enter}");
  expect(chosen).toEqual(["security"]);
});

test("the frame has its landmarks, marks where one is, and lets one skip to the content", async () => {
  const user = userEvent.setup();
  render(
    <AppFrame
      skipLabel="Skip to content"
      brand="Northside Clinic"
      navLabel="Sections"
      nav={[
        { href: "#/overview", label: "Overview", icon: Users, current: false },
        { href: "#/people", label: "People", icon: Users, current: true, badge: 2, badgeLabel: "2 waiting" },
      ]}
      statusLabel="Status"
      status="Last backup today"
    >
      <h1>People</h1>
    </AppFrame>,
  );
  const nav = within(screen.getByRole("navigation", { name: "Sections" }));
  expect(nav.getByRole("link", { current: "page" })).toHaveAccessibleName("People 2 waiting");
  expect(screen.getByRole("region", { name: "Status" })).toHaveTextContent("Last backup today");
  await user.tab();
  expect(screen.getByRole("button", { name: "Skip to content" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(screen.getByRole("main")).toHaveFocus();
  expect(window.location.hash).toBe("");
});

test("a meter is read out in words", () => {
  render(<Meter label="Password strength" value={3} max={4} tone="ok" words="Good: hard to guess" />);
  const meter = screen.getByRole("meter", { name: "Password strength" });
  expect(meter).toHaveAttribute("aria-valuenow", "3");
  expect(meter).toHaveAttribute("aria-valuetext", "Good: hard to guess");
});

test("a key is shown in groups of four and loses nothing by it", () => {
  render(<SecretText label="Key" value="JBSWY3DPEHPK3PXPA" />);
  const groups = Array.from(screen.getByRole("code").children, (group) => group.textContent);
  expect(groups).toEqual(["JBSW", "Y3DP", "EHPK", "3PXP", "A"]);
});

test("a failure says what is safe, can be tried again and its details copied", async () => {
  const user = userEvent.setup();
  const acts: string[] = [];
  render(
    <ErrorState
      title="The list could not be read"
      retryLabel="Retry"
      onRetry={() => acts.push("retry")}
      copyLabel="Copy details"
      onCopy={() => acts.push("copy")}
      details="WK-7F3A"
    >
      Nothing was changed.
    </ErrorState>,
  );
  expect(screen.getByRole("alert")).toHaveTextContent("The list could not be readNothing was changed.");
  await user.click(screen.getByRole("button", { name: "Retry" }));
  await user.click(screen.getByRole("button", { name: "Copy details" }));
  expect(acts).toEqual(["retry", "copy"]);
});

test.each([
  ["Marcus Webb", "MW"],
  ["Dr. Priya Nair", "PN"],
  ["  Ana   María da Silva ", "AS"],
  ["Cher", "C"],
  ["𝒜da 李", "𝒜李"],
  ["", ""],
])("the initials of %j are %j", (name, letters) => {
  expect(initials(name)).toBe(letters);
});
