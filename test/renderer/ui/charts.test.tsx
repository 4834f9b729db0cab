import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { ChartCard, type ChartCardProps, type ChartOf } from "../../../src/renderer/ui/chart/chart-card";
import type { ChartSeries } from "../../../src/renderer/ui/chart/chart-data";

const series: readonly ChartSeries[] = [
  { key: "app", label: "App", color: 1, pattern: "solid" },
  { key: "none", label: "None", color: 5, pattern: "dots" },
];

const area: ChartOf = {
  kind: "area",
  series,
  points: [
    { x: Date.UTC(2026, 10, 1), values: { app: 4, none: 30 } },
    { x: Date.UTC(2026, 10, 2), values: { app: 9, none: 25 } },
    { x: Date.UTC(2026, 10, 3), values: { app: 12 } },
  ],
  markers: [{ x: Date.UTC(2026, 11, 1), label: "Everyone" }],
  formatX: (x) => new Date(x).toISOString().slice(0, 10),
  formatValue: (value) => `${value} p`,
};

const bars: ChartOf = {
  kind: "bars",
  series,
  points: ["Nurse", "Physician", "Front desk"].map((x, index) => ({ x, values: { app: index + 1, none: 7 } })),
};

function Card(props: Partial<ChartCardProps>) {
  return (
    <ChartCard
      title="Adoption"
      chart={area}
      xLabel="Day"
      tableLabel="Show as table"
      empty={{ title: "Nothing to show yet", why: "Counted since 2 Nov 2026." }}
      failedText="The chart could not be drawn."
      {...props}
    />
  );
}

test("a chart is named, and its series and markers are told in words", async () => {
  render(<Card />);
  const card = screen.getByRole("region", { name: "Adoption" });
  const chart = await within(card).findByRole("application", { name: "Adoption" });
  expect(chart.querySelectorAll(".recharts-area-area")).toHaveLength(2);
  expect(chart.querySelectorAll(".recharts-reference-line")).toHaveLength(1);
  const [legend, markers] = within(card).getAllByRole("list");
  expect(legend).toHaveTextContent("AppNone");
  expect(markers).toHaveTextContent("A 2026-12-01: Everyone");
});

test("every series has a pattern of its own, by colour and by drawing", async () => {
  const hatched = series.map((each, index) => ({ ...each, pattern: index === 0 ? "lines" : "dots" }) as const);
  render(<Card chart={{ ...area, series: hatched }} />);
  const chart = await screen.findByRole("application");
  const fills = Array.from(chart.querySelectorAll(".recharts-area-area"), (one) => one.getAttribute("fill"));
  const patterns = fills.map((fill) => chart.querySelector(`[id="${/#(.*)\)/.exec(fill ?? "")?.[1]}"]`));
  expect(patterns.map((one) => one?.getAttribute("data-color"))).toEqual(["1", "5"]);
  expect(patterns[0]?.innerHTML).not.toBe(patterns[1]?.innerHTML);
});

test("arrow keys go from point to point, each read out", async () => {
  const user = userEvent.setup();
  render(<Card />);
  (await screen.findByRole("application")).focus();
  await user.keyboard("{ArrowRight}");
  expect(await screen.findByRole("status")).toHaveTextContent("2026-11-02None 25 pApp 9 p");
  await user.keyboard("{ArrowRight}");
  expect(screen.getByRole("status")).toHaveTextContent("2026-11-03None 0 pApp 12 p");
});

test("down and right go down the rows of bars, up and left go up", async () => {
  const user = userEvent.setup();
  render(<Card chart={bars} />);
  (await screen.findByRole("application")).focus();
  const said: (string | null | undefined)[] = [];
  for (const key of ["ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
    await user.keyboard(`{${key}}`);
    said.push((await screen.findByRole("status")).querySelector("p")?.textContent);
  }
  expect(said).toEqual(["Physician", "Front desk", "Physician", "Nurse"]);
});

test("the same numbers can be read as a table, and the chart comes back", async () => {
  const user = userEvent.setup();
  render(<Card />);
  await screen.findByRole("application");
  const toggle = screen.getByRole("button", { name: "Show as table", pressed: false });
  await user.click(toggle);
  expect(toggle).toHaveAttribute("aria-pressed", "true");
  expect(screen.queryByRole("application")).not.toBeInTheDocument();
  const rows = within(screen.getByRole("table", { name: "Adoption" })).getAllByRole("row");
  expect(rows.map((row) => Array.from(row.children, (cell) => cell.textContent))).toEqual([
    ["Day", "App", "None"],
    ["2026-11-01", "4 p", "30 p"],
    ["2026-11-02", "9 p", "25 p"],
    ["2026-11-03", "12 p", "0 p"],
  ]);
  expect(screen.getByText(/Everyone/)).toBeVisible();
  await user.click(toggle);
  expect(await screen.findByRole("application")).toBeVisible();
});

test("without points the card says since when there are any, and has nothing to toggle", () => {
  render(<Card chart={{ ...bars, points: [] }} />);
  expect(screen.getByText("Nothing to show yet")).toBeVisible();
  expect(screen.getByText("Counted since 2 Nov 2026.")).toBeVisible();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
  expect(screen.queryByRole("application")).not.toBeInTheDocument();
});

test("too little to draw is the same as nothing", () => {
  render(<Card isEmpty />);
  expect(screen.getByText("Nothing to show yet")).toBeVisible();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("numbers that could not be read are told, and asked for again", async () => {
  const user = userEvent.setup();
  let asked = 0;
  const error = { title: "Not read", safe: "Nothing was changed.", retryLabel: "Retry", onRetry: () => asked++ };
  render(<Card error={error} />);
  expect(screen.getByRole("alert")).toHaveTextContent("Not readNothing was changed.");
  await user.click(screen.getByRole("button", { name: "Retry" }));
  expect(asked).toBe(1);
});

test("numbers on their way are announced as such", () => {
  render(<Card loading="Loading the chart" />);
  expect(screen.getByRole("status")).toHaveTextContent("Loading the chart");
});

function drawn(chart: ChartOf) {
  vi.spyOn(console, "error").mockImplementation(() => {});
  render(
    <>
      <p>The list below</p>
      <Card chart={chart} />
    </>,
  );
}

test("a chart that throws leaves the page, its title and its numbers", async () => {
  const known = [4, 9, 12, 30, 25, 0];
  /** Throws for what only the axis shows. */
  const formatValue = (value: number) => {
    if (!known.includes(value)) throw new Error("no such number");
    return `${value} p`;
  };
  drawn({ ...area, formatValue });
  expect(await screen.findByRole("status")).toHaveTextContent("The chart could not be drawn.");
  expect(screen.getByRole("heading", { name: "Adoption" })).toBeVisible();
  expect(screen.getByRole("table", { name: "Adoption" })).toHaveTextContent("2026-11-014 p30 p");
  expect(screen.getByText("The list below")).toBeVisible();
});

test("numbers that cannot even be listed leave the page too", async () => {
  const formatValue = () => {
    throw new Error("no numbers at all");
  };
  drawn({ ...bars, formatValue });
  expect(await screen.findByRole("status")).toHaveTextContent("The chart could not be drawn.");
  expect(screen.getByText("The list below")).toBeVisible();
});
