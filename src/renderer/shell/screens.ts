import {
  BookText,
  ChartColumn,
  ClipboardCheck,
  FileInput,
  LayoutDashboard,
  LifeBuoy,
  type LucideIcon,
  Settings,
  UserRound,
  UsersRound,
} from "lucide-react";
import type { Method } from "../../contract/contract";
import { importWords } from "../../contract/import/messages";
import { frameWords } from "../../contract/shell/messages";
import type { Stance } from "../../contract/vocabulary";
import { mayCall } from "./may-call";

export type ScreenName =
  | "overview"
  | "people"
  | "support"
  | "import"
  | "requirement"
  | "ledger"
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
    name: "requirement",
    path: "/requirement",
    label: frameWords.requirement,
    icon: ClipboardCheck,
    takes: "getRequirement",
    inNav: true,
  },
  {
    name: "ledger",
    path: "/ledger",
    label: frameWords.ledger,
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

export function screensOf(stance: Stance): readonly Screen[] {
  return screens.filter(({ takes }) => mayCall(stance, takes));
}

/** Where somebody starts: support at its desk, everybody else at their first screen in the navigation, else their account. */
export function homeOf(stance: Stance): string {
  if (stance === "support") return "/support";
  return screensOf(stance).find(({ inNav }) => inNav)?.path ?? "/account";
}

/** The screen that a path belongs to, for this stance. */
export function screenAt(path: string, stance: Stance): Screen | undefined {
  return screensOf(stance).find((screen) => path === screen.path || path.startsWith(`${screen.path}/`));
}
