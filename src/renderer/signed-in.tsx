import { lazy } from "react";
import { WaitingBanner } from "./features/approvals/waiting-banner";
import { AlarmBanner } from "./features/audit/alarm-banner";
import { ChangePasswordDialog } from "./features/authentication/change-password-dialog";
import { BackupBanner, BackupStatus } from "./features/backups/backup-state";
import { ClockBanner, ClockStatus } from "./features/clock/clock-banner";
import { EmergencyBanner } from "./features/emergency/emergency-banner";
import { DeadlineBanner } from "./features/enrollment/deadline-banner";
import { GatewayStatus } from "./features/messaging/gateway-status";
import { NoticesBanner } from "./features/messaging/notices-banner";
import { HeldBanner } from "./features/people/held-banner";
import { usePeopleFound } from "./features/people/people-in-palette";
import { CodesAfterRestore } from "./features/recovery/codes-after-restore";
import { RecoveryCodesBanner } from "./features/recovery/codes-banner";
import { ManagerRecoveryNotice } from "./features/recovery/manager-recovery-notice";
import { UnfinishedSetup } from "./features/recovery/unfinished-setup";
import { StayUnlocked } from "./features/session/stay-unlocked";
import { useSettingsSections } from "./features/settings/sections";
import type { PaletteSources } from "./shell/palette";
import type { Routes } from "./shell/screens";
import { TroubleBanners } from "./shell/trouble-banners";
import { Workplace } from "./shell/workplace";

/* What the features register with the shell for whoever is signed in. */

const OverviewScreen = lazy(async () => ({
  default: (await import("./features/reporting/overview-screen")).OverviewScreen,
}));
const PeopleScreen = lazy(async () => ({ default: (await import("./features/people/people-screen")).PeopleScreen }));
const StillActiveScreen = lazy(async () => ({
  default: (await import("./features/people/still-active-screen")).StillActiveScreen,
}));
const PersonScreen = lazy(async () => ({ default: (await import("./features/people/person-screen")).PersonScreen }));
const SupportScreen = lazy(async () => ({
  default: (await import("./features/support/support-screen")).SupportScreen,
}));
const ImportScreen = lazy(async () => ({ default: (await import("./features/import/import-screen")).ImportScreen }));
const PolicyScreen = lazy(async () => ({ default: (await import("./features/policy/policy-screen")).PolicyScreen }));
const ReportsScreen = lazy(async () => ({
  default: (await import("./features/reporting/reports-screen")).ReportsScreen,
}));
const AuditLogScreen = lazy(async () => ({
  default: (await import("./features/audit/audit-log-screen")).AuditLogScreen,
}));
const ConflictsScreen = lazy(async () => ({
  default: (await import("./features/conflicts/conflicts-screen")).ConflictsScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import("./features/settings/settings-screen")).SettingsScreen,
}));
const AccountScreen = lazy(async () => ({
  default: (await import("./features/enrollment/account-screen")).AccountScreen,
}));

/** /overview/:part, /people, /people/:id/:tab, /support/:account, /reports/:report, /settings/:section, /account/:tab. */
const routes: Routes = {
  overview: ([part]) => ({ layout: "page", element: <OverviewScreen part={part} /> }),
  people: ([account, tab]) =>
    account === undefined
      ? { layout: "fill", element: <PeopleScreen /> }
      : { layout: "page", element: <PersonScreen account={account} tab={tab} /> },
  "still-active": () => ({ layout: "page", element: <StillActiveScreen /> }),
  support: ([account]) => ({ layout: "fill", element: <SupportScreen account={account} /> }),
  import: () => ({ layout: "page", element: <ImportScreen /> }),
  policy: () => ({ layout: "page", element: <PolicyScreen /> }),
  "audit-log": () => ({ layout: "fill", element: <AuditLogScreen /> }),
  conflicts: () => ({ layout: "page", element: <ConflictsScreen /> }),
  reports: ([report]) => ({ layout: "page", element: <ReportsScreen report={report} /> }),
  settings: ([section]) => ({ layout: "page", element: <SettingsScreen section={section} /> }),
  account: ([tab]) => ({ layout: "page", element: <AccountScreen tab={tab} /> }),
};

const paletteSources: PaletteSources = { usePeople: usePeopleFound, usePlaces: useSettingsSections };

/** What must be known on every screen: emergency access, an alarm, what waits, what is due, and what others did meanwhile. */
export const banners = (
  <>
    <EmergencyBanner />
    <AlarmBanner />
    <TroubleBanners />
    <ManagerRecoveryNotice />
    <BackupBanner />
    <ClockBanner />
    <HeldBanner />
    <WaitingBanner />
    <DeadlineBanner />
    <RecoveryCodesBanner />
    <NoticesBanner />
  </>
);

/** Everything behind the sign-in. */
export function SignedIn() {
  return (
    <Workplace
      routes={routes}
      banners={banners}
      statusItems={
        <>
          <ClockStatus />
          <GatewayStatus />
          <BackupStatus />
        </>
      }
      paletteSources={paletteSources}
      ChangePassword={ChangePasswordDialog}
      dialogs={
        <>
          <CodesAfterRestore />
          <UnfinishedSetup />
          <StayUnlocked />
        </>
      }
    />
  );
}
