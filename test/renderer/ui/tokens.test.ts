import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const renderer = join(process.cwd(), "src/renderer");
const tokens = readFileSync(join(renderer, "theme/tokens.css"), "utf8");

type Theme = "light" | "dark";

function color(token: string, theme: Theme): string {
  const pair = new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens);
  const value = pair?.[theme === "light" ? 1 : 2];
  if (value === undefined) throw new Error(`no pair of colours called --${token}`);
  return value;
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["bg", "surface", "sunken"];
const onGround = ["text", "muted", "accent", "ok", "warn", "bad", "exempt"];
const text: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => onGround.map((front) => [front, ground] as const)),
  ...["ok", "warn", "bad", "idle", "exempt", "accent"].map((tone) => [tone, `${tone}-soft`] as const),
  ["text", "accent-soft"],
  ["muted", "accent-soft"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-danger", "danger"],
  ["on-danger", "danger-hover"],
  ["on-tip", "tip"],
];
const edges = grounds.flatMap((ground) => ["edge", "accent"].map((front) => [front, ground] as const));

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(text)("--%s can be read on --%s (4.5 : 1)", (front, back) => {
    expect(contrast(color(front, theme), color(back, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(edges)("--%s, the edge of a control or its focus, is seen on --%s (3 : 1)", (front, back) => {
    expect(contrast(color(front, theme), color(back, theme))).toBeGreaterThanOrEqual(3);
  });
});

const sheets = readdirSync(join(renderer, "ui"), { encoding: "utf8", recursive: true }).filter((name) =>
  name.endsWith(".css"),
);

describe.each(sheets)("%s", (name) => {
  const sheet = readFileSync(join(renderer, "ui", name), "utf8");

  test("lies in the layer of components, so that print has the last word", () => {
    expect(sheet.trimStart()).toMatch(/^@layer components \{/);
  });

  test("takes its colours from the tokens, but for the white of the QR plate", () => {
    const own = sheet.match(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(/gi) ?? [];
    expect(own).toEqual(name === "qr-plate.module.css" ? ["#fff"] : []);
  });

  test("has no text under 12 px", () => {
    const sizes = Array.from(sheet.matchAll(/(?:font-size: |font:[^;]*? )(\d+)px/g), ([, size]) => Number(size));
    expect(Math.min(12, ...sizes)).toBe(12);
  });

  test("has no left or right, only start and end", () => {
    expect(sheet).not.toMatch(
      /(?:margin|padding|border|inset)-(?:left|right)|^\s*(?:left|right):|text-align: (?:left|right)/m,
    );
  });
});
