export type ThemeChoice = "system" | "light" | "dark";

/** Puts the choice on <html>; "system" follows the operating system. */
export function applyTheme(choice: ThemeChoice, root: HTMLElement = document.documentElement): void {
  if (choice === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = choice;
}
