import { useHashLocation } from "wouter/use-hash-location";
import { appearanceWords, settingsWords as words } from "../../../contract/settings/messages";
import type { Settings, Theme } from "../../../contract/settings/views";
import { errorWords } from "../../../contract/shell/error-messages";
import { aboutWords, frameWords } from "../../../contract/shell/messages";
import { AboutFacts } from "../../shell/about-dialog";
import { useAppState } from "../../shell/app-state-context";
import { useLeaveGuard } from "../../shell/leave-guard";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { ErrorState } from "../../ui/error-state";
import { PageHeader } from "../../ui/page-header";
import { RadioGroup } from "../../ui/radio-group";
import { Skeleton } from "../../ui/skeleton";
import { Stack } from "../../ui/stack";
import { Tabs } from "../../ui/tabs";
import { BackupsSection } from "../backups/backups-section";
import { ClockSection } from "../clock/clock-section";
import { EmergencySection } from "../emergency/emergency-section";
import { DeliverySection } from "../messaging/delivery-section";
import { KeysSection } from "../vault/keys-section";
import { PracticeSection } from "./practice-section";
import { type SectionName, sectionsOf } from "./sections";
import styles from "./settings-screen.module.css";
import { SignInSection } from "./sign-in-section";

/** What holds for the whole practice: /settings/:section. */
export function SettingsScreen({ section }: { section?: string | undefined }) {
  const [, go] = useHashLocation();
  const read = useRead("getSettings", {});
  const guard = useLeaveGuard(words.leave, "/settings");
  const { sessionState } = useAppState();
  const open = sectionsOf(sessionState);
  const shown: SectionName = open.find((one) => one === section) ?? "practice";
  return (
    <div className={styles.page} data-wide={shown === "backups" || undefined}>
      <Stack gap={20}>
        <PageHeader title={words.title} description={words.lead} />
        {read.loading && <Skeleton label={words.loading} count={8} />}
        {!read.loading && read.value === undefined && (
          <ErrorState title={words.failed} retryLabel={errorWords.retry} onRetry={read.again}>
            {errorWords.unread}
          </ErrorState>
        )}
        {read.value !== undefined && (
          <Tabs
            label={words.title}
            value={shown}
            onValueChange={(next) => guard.leave(() => go(`/settings/${next}`))}
            tabs={tabsOf(open, read.value, guard.setDirty)}
          />
        )}
      </Stack>
      {guard.question}
    </div>
  );
}

function tabsOf(open: readonly SectionName[], settings: Settings, onDirty: (dirty: boolean) => void) {
  const panels = {
    practice: <PracticeSection settings={settings} onDirty={onDirty} />,
    "sign-in": <SignInSection settings={settings} onDirty={onDirty} />,
    delivery: <DeliverySection gateway={settings.gateway} onDirty={onDirty} />,
    backups: <BackupsSection />,
    clock: <ClockSection />,
    keys: <KeysSection />,
    "emergency-access": <EmergencySection />,
    appearance: <AppearanceSection />,
    about: <AboutSection />,
  } as const;
  return open.map((value) => ({ value, label: words.sections[value], panel: panels[value] }));
}

function AboutSection() {
  return (
    <Card title={aboutWords.title} description={aboutWords.lead}>
      <AboutFacts />
    </Card>
  );
}

const themes: readonly Theme[] = ["system", "light", "dark"];

function AppearanceSection() {
  const { theme } = useAppState();
  const choose = useAct("chooseTheme");
  return (
    <Card title={appearanceWords.title} description={appearanceWords.about}>
      <RadioGroup
        label={appearanceWords.theme}
        options={themes.map((one) => ({ value: one, label: frameWords.theme[one] }))}
        value={theme}
        onValueChange={(next) => void choose.act({ theme: next })}
      />
      <RefusalNotice refusal={choose.refusal} />
    </Card>
  );
}
