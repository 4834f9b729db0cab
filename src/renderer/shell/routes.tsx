import { lazy, type ReactNode } from "react";
import type { ScreenName } from "./screens";

const OverviewScreen = lazy(async () => ({
  default: (await import("../features/reporting/overview-screen")).OverviewScreen,
}));
const PeopleScreen = lazy(async () => ({ default: (await import("../features/people/people-screen")).PeopleScreen }));
const PersonScreen = lazy(async () => ({ default: (await import("../features/people/person-screen")).PersonScreen }));
const SupportScreen = lazy(async () => ({
  default: (await import("../features/support/support-screen")).SupportScreen,
}));
const ImportScreen = lazy(async () => ({ default: (await import("../features/import/import-screen")).ImportScreen }));
const PolicyScreen = lazy(async () => ({
  default: (await import("../features/policy/policy-screen")).PolicyScreen,
}));
const ReportsScreen = lazy(async () => ({
  default: (await import("../features/reporting/reports-screen")).ReportsScreen,
}));
const LedgerScreen = lazy(async () => ({ default: (await import("../features/audit/audit-log-screen")).LedgerScreen }));
const SettingsScreen = lazy(async () => ({
  default: (await import("../features/settings/settings-screen")).SettingsScreen,
}));
const AccountScreen = lazy(async () => ({
  default: (await import("../features/enrollment/account-screen")).AccountScreen,
}));

export interface RoutedScreen {
  readonly element: ReactNode;
  /** "fill" gives the screen the whole height (SplitView), "page" scrolls as a whole. */
  readonly layout: "page" | "fill";
}

/** Draws a screen of screens.ts from what follows its path: /overview/:part, /people, /people/:id/:tab, /support/:account, /reports/:report, /settings/:section, /account/:tab. */
export const routes: Readonly<Record<ScreenName, (rest: readonly string[]) => RoutedScreen>> = {
  overview: ([part]) => ({ layout: "page", element: <OverviewScreen part={part} /> }),
  people: ([account, tab]) =>
    account === undefined
      ? { layout: "fill", element: <PeopleScreen /> }
      : { layout: "page", element: <PersonScreen account={account} tab={tab} /> },
  support: ([account]) => ({ layout: "fill", element: <SupportScreen account={account} /> }),
  import: () => ({ layout: "page", element: <ImportScreen /> }),
  policy: () => ({ layout: "page", element: <PolicyScreen /> }),
  ledger: () => ({ layout: "fill", element: <LedgerScreen /> }),
  reports: ([report]) => ({ layout: "page", element: <ReportsScreen report={report} /> }),
  settings: ([section]) => ({ layout: "page", element: <SettingsScreen section={section} /> }),
  account: ([tab]) => ({ layout: "page", element: <AccountScreen tab={tab} /> }),
};
