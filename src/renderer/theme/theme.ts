export type ThemeChoice = "system" | "light" | "dark";
export type Density = "compact" | "regular" | "roomy";
export type Motion = "system" | "none";

/** Puts the choice on <html>; "system" follows the operating system. */
export function applyTheme(choice: ThemeChoice, root: HTMLElement = document.documentElement): void {
  if (choice === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = choice;
}

/** Rows of 32, 40 or 48 px in every table. */
export function applyDensity(density: Density, root: HTMLElement = document.documentElement): void {
  root.dataset["density"] = density;
}

/** "none" stops all movement, whatever the operating system says. */
export function applyMotion(motion: Motion, root: HTMLElement = document.documentElement): void {
  root.dataset["motion"] = motion;
}
