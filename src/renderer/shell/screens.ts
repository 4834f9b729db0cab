import {
  BookText,
  ChartColumn,
  ClipboardCheck,
  FileInput,
  LayoutDashboard,
  LifeBuoy,
  type LucideIcon,
  Settings,
  Split,
  UserRound,
  UserRoundCheck,
  UsersRound,
} from "lucide-react";
import type { ReactNode } from "react";
import { conflictsWords } from "../../contract/conflicts/screen-messages";
import { importWords } from "../../contract/import/messages";
import type { Method } from "../../contract/methods";
import { heldWords } from "../../contract/people/held-messages";
import type { SessionState } from "../../contract/session-state";
import { frameWords } from "../../contract/shell/messages";
import { mayCall } from "./may-call";

export type ScreenName =
  | "overview"
  | "people"
  | "still-active"
  | "support"
  | "import"
  | "policy"
  | "conflicts"
  | "audit-log"
  | "reports"
  | "settings"
  | "account";

export interface Screen {
  readonly name: ScreenName;
  /** Hash route; what lies below it ("/people/:id") belongs to the same screen. */
  readonly path: `/${string}`;
  readonly label: string;
  readonly icon: LucideIcon;
  /** What the screen is for: whoever may not call it has no such screen. */
  readonly takes: Method;
  /** Stands in the navigation, and has a number: Ctrl+1 is the first of those that somebody sees. */
  readonly inNav: boolean;
}

export interface RoutedScreen {
  readonly element: ReactNode;
  /** "fill" gives the screen the whole height (SplitView), "page" scrolls as a whole. */
  readonly layout: "page" | "fill";
}

/** Draws each screen from what follows its path. */
export type Routes = Readonly<Record<ScreenName, (rest: readonly string[]) => RoutedScreen>>;

/** Every screen behind the sign-in, once: navigation, shortcuts and routes read this table. */
const screens: readonly Screen[] = [
  {
    name: "overview",
    path: "/overview",
    label: frameWords.overview,
    icon: LayoutDashboard,
    takes: "getOverview",
    inNav: true,
  },
  // Below the people, and so before them.
  {
    name: "still-active",
    path: "/people/still-active",
    label: heldWords.title,
    icon: UserRoundCheck,
    takes: "listHeldAccounts",
    inNav: false,
  },
  {
    name: "people",
    path: "/people",
    label: frameWords.people,
    icon: UsersRound,
    takes: "listPeople",
    inNav: true,
  },
  {
    name: "support",
    path: "/support",
    label: frameWords.supportDesk,
    icon: LifeBuoy,
    takes: "getSupportQueue",
    inNav: true,
  },
  { name: "import", path: "/import", label: importWords.title, icon: FileInput, takes: "runImport", inNav: false },
  {
    name: "policy",
    path: "/policy",
    label: frameWords.policy,
    icon: ClipboardCheck,
    takes: "getPolicy",
    inNav: true,
  },
  // Below the audit log, and so before it.
  {
    name: "conflicts",
    path: "/audit-log/conflicts",
    label: conflictsWords.title,
    icon: Split,
    takes: "listConflicts",
    inNav: false,
  },
  {
    name: "audit-log",
    path: "/audit-log",
    label: frameWords.auditLog,
    icon: BookText,
    takes: "listEntries",
    inNav: true,
  },
  {
    name: "reports",
    path: "/reports",
    label: frameWords.reports,
    icon: ChartColumn,
    takes: "getReport",
    inNav: true,
  },
  {
    name: "settings",
    path: "/settings",
    label: frameWords.settings,
    icon: Settings,
    takes: "updateSettings",
    inNav: true,
  },
  {
    name: "account",
    path: "/account",
    label: frameWords.account,
    icon: UserRound,
    takes: "updateMyProfile",
    inNav: false,
  },
];

export function screensOf(sessionState: SessionState): readonly Screen[] {
  return screens.filter(({ takes }) => mayCall(sessionState, takes));
}

/**
 * Where somebody starts: support at its desk, everybody else at their first screen in the navigation, else their
 * account.
 */
export function homeOf(sessionState: SessionState): string {
  if (sessionState === "support") return "/support";
  return screensOf(sessionState).find(({ inNav }) => inNav)?.path ?? "/account";
}

/** Whether a screen lies below another one's address, or is it: the navigation shows where one is. */
export function isBelow(screen: Screen | undefined, path: string): boolean {
  return screen !== undefined && (screen.path === path || screen.path.startsWith(`${path}/`));
}

/** The screen that a path belongs to, for this session state. */
export function screenAt(path: string, sessionState: SessionState): Screen | undefined {
  return screensOf(sessionState).find((screen) => path === screen.path || path.startsWith(`${screen.path}/`));
}
