import { useEffect } from "react";
import type { SessionState } from "../../contract/session-state";
import { shortcutWords } from "../../contract/shell/messages";
import { pressedKey } from "../ui/pressed-key";
import { screensOf } from "./screens";

export interface Shortcut {
  /** As they stand on the keyboard; the first one is shown in menus. */
  readonly keys: readonly string[];
  readonly what: string;
  readonly run: () => void;
}

export interface ShortcutActs {
  go: (path: string) => void;
  lock: () => void;
  refresh: () => void;
  find: () => void;
  showSheet: () => void;
}

const mac = /Mac/.test(navigator.userAgent);
const ctrl = mac ? "⌘" : "Ctrl";

/** "Ctrl+N", or with the key that stands for Ctrl on a Mac. */
export const commandKeys = (key: string) => `${ctrl}+${key}`;

export const lockKeys = commandKeys("L");
export const findKeys = commandKeys("K");

/** Every shortcut of the frame, once: the listener and the sheet read the same list. */
export function shortcutsOf(sessionState: SessionState, acts: ShortcutActs): readonly Shortcut[] {
  const all = screensOf(sessionState);
  const inNav = all.filter((screen) => screen.inNav);
  const settings = all.find(({ name }) => name === "settings") ?? all.find(({ name }) => name === "account");
  return [
    ...inNav.slice(0, 9).map((screen, index) => ({
      keys: [`${ctrl}+${index + 1}`],
      what: shortcutWords.screen(screen.label),
      run: () => acts.go(screen.path),
    })),
    { keys: [findKeys], what: shortcutWords.find, run: acts.find },
    { keys: [`${ctrl}+F`, "/"], what: shortcutWords.search, run: focusSearch },
    ...(settings === undefined
      ? []
      : [{ keys: [`${ctrl}+,`], what: shortcutWords.settings, run: () => acts.go(settings.path) }]),
    { keys: [lockKeys], what: shortcutWords.lock, run: acts.lock },
    { keys: ["F5"], what: shortcutWords.refresh, run: acts.refresh },
    { keys: ["?"], what: shortcutWords.sheet, run: acts.showSheet },
  ];
}

/** Keys that others listen for; listed in the sheet only. */
export const otherKeys = [
  { keys: [commandKeys("N")], what: shortcutWords.newPerson },
  { keys: [commandKeys("E")], what: shortcutWords.export },
  { keys: [commandKeys("P")], what: shortcutWords.print },
  { keys: ["↑", "↓", "J", "K"], what: shortcutWords.rows },
  { keys: ["Home", "End"], what: shortcutWords.ends },
  { keys: ["Enter"], what: shortcutWords.open },
  { keys: ["Alt+↑", "Alt+↓"], what: shortcutWords.step },
  { keys: ["1 – 7"], what: shortcutWords.choose },
  { keys: ["X"], what: shortcutWords.select },
  { keys: [commandKeys("A")], what: shortcutWords.selectAll },
  { keys: ["Space"], what: shortcutWords.peek },
  { keys: ["F6"], what: shortcutWords.toasts },
  { keys: ["Esc"], what: shortcutWords.close },
] as const;

/** A dialog is a layer of its own: what lies under it stays where it is. A toast is a dialog by its role alone. */
const layers = "[role=dialog]:not([aria-modal=false]),[role=alertdialog]";

export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const pressed = keysOf(event);
      const found = shortcuts.find(({ keys }) => keys.includes(pressed));
      if (found === undefined || (isCharacter(pressed) && isTyping(event.target))) return;
      if (document.querySelector(layers) !== null && pressed !== lockKeys) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [shortcuts]);
}

function keysOf(event: KeyboardEvent): string {
  const held = mac ? event.metaKey : event.ctrlKey;
  // Characters that nothing is held with are meant as they are: "?" lies elsewhere on every keyboard.
  const meant = held ? pressedKey(event) : event.key;
  const key = meant.length === 1 ? meant.toUpperCase() : meant;
  if (event.altKey || (mac ? event.ctrlKey : event.metaKey)) return "";
  return held ? `${ctrl}+${key}` : key;
}

/** Single characters act only where nobody is typing (WCAG 2.1.4). */
function isCharacter(keys: string): boolean {
  return keys.length === 1;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('#content input[type="search"]');
  field?.focus();
  field?.select();
}
