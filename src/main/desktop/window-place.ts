export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** How much of the title bar, in CSS pixels, is enough to take hold of a window and draw it back. */
const HOLD = { width: 320, height: 48 };

/**
 * Where a remembered window shows on a screen of which `free` is left by task bars and menus: no larger than that, and
 * where it was unless too little of its title bar would be there to take hold of.
 */
export function fitToScreen(remembered: Area, free: Area): Area {
  const width = Math.min(remembered.width, free.width);
  const height = Math.min(remembered.height, free.height);
  const { x, y } = remembered;
  const shown = Math.min(x + width, free.x + free.width) - Math.max(x, free.x);
  const held = shown >= Math.min(HOLD.width, width) && y >= free.y && y + HOLD.height <= free.y + free.height;
  if (held) return { x, y, width, height };
  return {
    x: between(free.x, x, free.x + free.width - width),
    y: between(free.y, y, free.y + free.height - height),
    width,
    height,
  };
}

function between(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most));
}
