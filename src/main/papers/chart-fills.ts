import { type Html, html } from "./markup";

/** From the darkest to white: each is told from every other without colour, and by a copier too. */
const FILLS: readonly ((id: string) => Html)[] = [
  (id) =>
    html`<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#333"/></pattern>`,
  (id) =>
    html`<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#ddd"/><rect width="2.4" height="7" fill="#333"/></pattern>`,
  (id) =>
    html`<pattern id="${id}" width="9" height="9" patternUnits="userSpaceOnUse"><rect width="9" height="9" fill="#fff"/><circle cx="4.5" cy="4.5" r="1.2" fill="#333"/></pattern>`,
  (id) =>
    html`<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#bbb"/></pattern>`,
  (id) =>
    html`<pattern id="${id}" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#fff"/><rect width="7" height="1.6" fill="#333"/></pattern>`,
  (id) =>
    html`<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff"/><rect width="8" height="1.3" fill="#333"/><rect width="1.3" height="8" fill="#333"/></pattern>`,
];

/** The fill of the series at `index`; the seventh is filled like the first. */
export function fillDefs(id: string, index: number): Html {
  const draw = FILLS[index % FILLS.length];
  return draw === undefined ? html`` : draw(id);
}

/** A legend's key: a piece of the fill, and its name. */
export function swatch(x: number, y: number, fill: string, label: string): Html {
  return html`<rect x="${x}" y="${y}" width="18" height="14" fill="${fill}" stroke="#000"/><text x="${x + 24}" y="${y + 12}">${label}</text>`;
}
