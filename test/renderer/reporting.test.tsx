import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { resetCauses } from "../../src/contract/reporting/messages";
import type { Report } from "../../src/contract/reporting/views";
import { ok, refuse } from "../../src/contract/result";
import type { Role } from "../../src/contract/vocabulary";
import { chartOf } from "../../src/renderer/features/reporting/report-chart";
import { ReportsScreen } from "../../src/renderer/features/reporting/reports-screen";
import { type FakeReplies, testAppState, testSession } from "../support/fake-wardkey";
import { renderFace } from "../support/render-face";
import { figure, reportOf } from "../support/reports";

function at(report: Partial<Report> = {}, replies: FakeReplies = {}, name?: string, role: Role = "manager") {
  const known: FakeReplies = { getReport: ok(reportOf(report)), getProgress: ok(null), ...replies };
  const session = testSession(role, { twoFactor: "app" });
  return renderFace(<ReportsScreen report={name} />, testAppState(role, { session }), known, "/reports");
}

/** As main answers for two days. */
const signInsReport: Partial<Report> = {
  report: "sign-ins",
  stated: ["Office hours are Monday to Friday, 07:00 to 19:00 (Europe/London)."],
  columns: [
    { key: "person", label: "Person", is: "text" },
    { key: "refused", label: "Refused attempts", is: "number" },
    { key: "wrongPassword", label: "Wrong password", is: "number" },
    { key: "lastRefused", label: "Last refused", is: "instant" },
    { key: "signIns", label: "Sign-ins", is: "number" },
  ],
  rows: [
    { person: "Marcus Webb", refused: 3, wrongPassword: 2, lastRefused: Date.UTC(2026, 10, 1, 22, 14), signIns: 1204 },
    { person: "No account", refused: 1, lastRefused: Date.UTC(2026, 10, 2, 9), signIns: 0 },
  ],
  total: 2,
  chart: {
    is: "area",
    xLabel: "Day",
    series: [
      { key: "signIns", label: "Sign-ins" },
      { key: "refused", label: "Refused attempts" },
    ],
    points: [
      { x: "2026-11-01", values: { signIns: 602, refused: 3 } },
      { x: "2026-11-02", values: { signIns: 602, refused: 1 } },
    ],
    markers: [],
  },
};

const figures = () => screen.findByRole("region", { name: "The figures" });

describe("a report", () => {
  it("is about the last 90 days at first", async () => {
    const { fake } = at();
    await figures();
    expect(fake.calls("getReport")).toEqual([
      { report: "coverage", fromOn: "2026-08-05", toOn: "2026-11-02", accountType: null, role: null },
    ]);
  });

  it("says what it goes by, and writes its cells as people read them", async () => {
    at();
    const rows = within(await figures()).getAllByRole("row");
    expect(rows.map(({ textContent }) => textContent)).toEqual(["DayApp", "1 Nov 202617", "2 Nov 20261,234"]);
    expect(screen.getByText("From 1 Nov 2026 to 2 Nov 2026.")).toBeVisible();
    expect(screen.getByRole("region", { name: "Coverage over time: chart" })).toBeVisible();
  });

  it("is chosen by its name, and the address says which", async () => {
    const { user } = at();
    await figures();
    await user.click(screen.getByRole("combobox", { name: "Report" }));
    await user.click(await screen.findByRole("option", { name: "Lockouts by cause" }));
    expect(window.location.hash).toBe("#/reports/lockouts");
  });

  it("is asked for anew with other days and people, and not while the days are none", async () => {
    const { user, fake } = at();
    await figures();
    fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-10-01" } });
    await user.click(screen.getByRole("combobox", { name: "Account type" }));
    await user.click(await screen.findByRole("option", { name: "Providers" }));
    await vi.waitFor(() =>
      expect(fake.calls("getReport").at(-1)).toMatchObject({ fromOn: "2026-10-01", accountType: "provider" }),
    );
    const asked = fake.calls("getReport").length;
    fireEvent.change(screen.getByLabelText("To"), { target: { value: "2026-09-01" } });
    expect(screen.getByLabelText("To")).toHaveAccessibleDescription("This is before the first day.");
    fireEvent.change(screen.getByLabelText("To"), { target: { value: "" } });
    expect(screen.getByLabelText("To")).toHaveAccessibleDescription("Type a whole date.");
    expect(fake.calls("getReport")).toHaveLength(asked);
  });

  it("of sign-ins has days to choose, leaves empty what the audit log does not know, and is a chart by day", async () => {
    const { user, fake } = at(signInsReport, {}, "sign-ins");
    const rows = within(await figures()).getAllByRole("row");
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
      ["Person", "Refused attempts", "Wrong password", "Last refused", "Sign-ins"],
      ["Marcus Webb", "3", "2", "1 Nov 2026, 22:14", "1,204"],
      ["No account", "1", "", "2 Nov 2026, 09:00", "0"],
    ]);
    expect(screen.getByText("Office hours are Monday to Friday, 07:00 to 19:00 (Europe/London).")).toBeVisible();
    expect(screen.getByLabelText("From")).toHaveValue("2026-08-05");
    expect(fake.calls("getReport")[0]).toMatchObject({ report: "sign-ins" });
    const chart = screen.getByRole("region", { name: "Sign-ins: chart" });
    await user.click(within(chart).getByRole("button", { name: "Show as table" }));
    const [head, ...days] = within(chart).getAllByRole("row");
    expect(head).toHaveTextContent("DaySign-insRefused attempts");
    expect(days.map(({ textContent }) => textContent)).toEqual(["1 Nov 20266023", "2 Nov 20266021"]);
  });

  it("of how things are now has no days to choose", async () => {
    at({ report: "overdue", chart: null, filter: figure(2, { status: "overdue" }).filter }, {}, "overdue");
    expect(within(await figures()).getByRole("link", { name: "Open this list in People" })).toHaveAttribute(
      "href",
      "#/people?status=overdue",
    );
    expect(screen.queryByLabelText("From")).toBeNull();
  });

  it("shows the first rows of a long one, and says how many there are", async () => {
    at({ total: 1204 });
    expect(await figures()).toHaveTextContent("The first 2 of 1,204 rows. Export the report to have them all.");
  });

  it("that has nothing to say says so", async () => {
    at({ total: 0, rows: [] });
    expect(await screen.findByText("Nothing to report")).toBeVisible();
    expect(screen.getByText("From 1 Nov 2026 to 2 Nov 2026.")).toBeVisible();
  });

  it("says that it could not be read, and tries again", async () => {
    const { user, fake } = at({}, { getReport: refuse({ code: "incident", number: "7", what: "unknown" }) });
    await screen.findByRole("alert");
    fake.answer({ getReport: ok(reportOf()) });
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await figures();
  });
});

async function prove(user: ReturnType<typeof at>["user"], name: string, confirm: string) {
  const dialog = await screen.findByRole("dialog", { name });
  await user.type(within(dialog).getByLabelText("Your password"), "correct horse");
  await user.type(within(dialog).getByLabelText("Authorization token"), "1234567");
  await user.click(within(dialog).getByRole("button", { name: confirm }));
  return dialog;
}

describe("taking a report out", () => {
  const title = "Export the report “Coverage over time”?";

  it("asks for password and token, and says where it went", async () => {
    const { user, fake } = at({}, { exportReport: ok({ name: "coverage.csv", count: 2 }) });
    await figures();
    await user.click(screen.getByRole("button", { name: "Export" }));
    await prove(user, title, "Export");
    expect(await screen.findByText("Saved as coverage.csv.")).toBeVisible();
    expect(fake.calls("exportReport")).toEqual([
      {
        report: "coverage",
        fromOn: "2026-08-05",
        toOn: "2026-11-02",
        accountType: null,
        role: null,
        to: "csv",
        size: "A4",
        proof: { password: "correct horse", token: "1234567" },
      },
    ]);
    expect(screen.queryByRole("dialog", { name: title })).toBeNull();
  });

  it("has keys of its own: Ctrl+P prints", async () => {
    const { user, fake } = at({}, { exportReport: ok({ name: "x" }) });
    await figures();
    await user.keyboard("{Control>}p{/Control}");
    await prove(user, title, "Export");
    expect(await screen.findByText("The report went to the printer.")).toBeVisible();
    expect(fake.calls("exportReport")[0]).toMatchObject({ to: "printer" });
  });

  it("that the person turned away from leaves the dialog where it is", async () => {
    const { user } = at({}, { exportReport: ok(null) });
    await figures();
    await user.click(screen.getByRole("button", { name: "Export" }));
    await prove(user, title, "Export");
    expect(screen.getByRole("dialog", { name: title })).toBeVisible();
  });

  it("that is refused says why", async () => {
    const { user } = at({}, { exportReport: refuse({ code: "paper-trouble", trouble: "no-printer" }) });
    await figures();
    await user.click(screen.getByRole("button", { name: "Export" }));
    const dialog = await prove(user, title, "Export");
    expect(await within(dialog).findByRole("alert")).toBeVisible();
  });
});

describe("the evidence pack", () => {
  const title = "Make the evidence pack?";

  it("is made of the days that one sees, or others, by an auditor too", async () => {
    const { user, fake } = at({}, { makeEvidencePack: ok({ name: "pack.pdf" }) }, undefined, "auditor");
    await figures();
    await user.click(screen.getByRole("button", { name: "Evidence pack" }));
    const dialog = await screen.findByRole("dialog", { name: title });
    fireEvent.change(within(dialog).getByLabelText("From"), { target: { value: "2026-01-01" } });
    await prove(user, title, "Make the evidence pack");
    expect(await screen.findByText("Saved as pack.pdf.")).toBeVisible();
    expect(fake.calls("makeEvidencePack")).toEqual([
      {
        fromOn: "2026-01-01",
        toOn: "2026-11-02",
        accountType: null,
        role: null,
        to: "pdf",
        size: "A4",
        proof: { password: "correct horse", token: "1234567" },
      },
    ]);
  });

  it("is not made of days that are none", async () => {
    const { user, fake } = at();
    await figures();
    await user.click(screen.getByRole("button", { name: "Evidence pack" }));
    const dialog = await screen.findByRole("dialog", { name: title });
    fireEvent.change(within(dialog).getByLabelText("To"), { target: { value: "2026-01-01" } });
    await prove(user, title, "Make the evidence pack");
    expect(within(dialog).getByLabelText("To")).toHaveAccessibleDescription("This is before the first day.");
    expect(fake.calls("makeEvidencePack")).toEqual([]);
  });

  it("is not offered in emergency access, which does not reach the audit log", async () => {
    const replies: FakeReplies = { getReport: ok(reportOf()), getProgress: ok(null) };
    renderFace(<ReportsScreen report="coverage" />, testAppState("emergency-access"), replies, "/reports");
    await figures();
    expect(screen.getByRole("button", { name: "Export" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Evidence pack" })).toBeNull();
  });
});

describe("a chart", () => {
  it("never draws two series alike, however many there are", () => {
    const series = Object.keys(resetCauses).map((key) => ({ key, label: key }));
    const drawn = chartOf(
      { is: "bars", xLabel: "Proof", series, points: [], markers: [] },
      { region: "GB", timeZone: "UTC" },
    );
    const looks = drawn.series.map(({ color, pattern }) => `${color} ${pattern}`);
    expect(looks.length).toBeGreaterThan(5);
    expect(new Set(looks).size).toBe(looks.length);
  });
});
