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
import { frameWords } from "../preload/messages/frame";
import { importWords } from "../preload/messages/import";
import type { Role } from "../preload/words";

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
  readonly who: readonly Role[];
  /** Stands in the navigation, and has a number: Ctrl+1 is the first of those that a role sees. */
  readonly inNav: boolean;
}

/** Every screen behind the sign-in, once: navigation, shortcuts and routes read this table. */
const screens: readonly Screen[] = [
  {
    name: "overview",
    path: "/overview",
    label: frameWords.overview,
    icon: LayoutDashboard,
    who: ["manager", "auditor"],
    inNav: true,
  },
  {
    name: "people",
    path: "/people",
    label: frameWords.people,
    icon: UsersRound,
    who: ["manager", "support", "auditor"],
    inNav: true,
  },
  {
    name: "support",
    path: "/support",
    label: frameWords.supportDesk,
    icon: LifeBuoy,
    who: ["manager", "support"],
    inNav: true,
  },
  { name: "import", path: "/import", label: importWords.title, icon: FileInput, who: ["manager"], inNav: false },
  {
    name: "requirement",
    path: "/requirement",
    label: frameWords.requirement,
    icon: ClipboardCheck,
    who: ["manager", "auditor"],
    inNav: true,
  },
  {
    name: "ledger",
    path: "/ledger",
    label: frameWords.ledger,
    icon: BookText,
    who: ["manager", "auditor"],
    inNav: true,
  },
  {
    name: "reports",
    path: "/reports",
    label: frameWords.reports,
    icon: ChartColumn,
    who: ["manager", "auditor"],
    inNav: true,
  },
  { name: "settings", path: "/settings", label: frameWords.settings, icon: Settings, who: ["manager"], inNav: true },
  {
    name: "account",
    path: "/account",
    label: frameWords.account,
    icon: UserRound,
    who: ["manager", "support", "auditor", "member"],
    inNav: false,
  },
];

export function screensOf(role: Role): readonly Screen[] {
  return screens.filter(({ who }) => who.includes(role));
}

/** Where a role starts: support at its desk, everybody else at their first screen in the navigation, else their account. */
export function homeOf(role: Role): string {
  if (role === "support") return "/support";
  return screensOf(role).find(({ inNav }) => inNav)?.path ?? "/account";
}

/** The screen that a path belongs to, for this role. */
export function screenAt(path: string, role: Role): Screen | undefined {
  return screensOf(role).find((screen) => path === screen.path || path.startsWith(`${screen.path}/`));
}
