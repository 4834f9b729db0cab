import { navigate } from "wouter/use-hash-location";
import { accountWords } from "../../../contract/enrollment/profile-messages";
import { settingsOfAccountType } from "../../../contract/shell/messages";
import { useSession } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useRead } from "../../shell/wardkey";
import { PageHeader } from "../../ui/page-header";
import { Stack } from "../../ui/stack";
import { Tabs } from "../../ui/tabs";
import styles from "./account.module.css";
import { ProfileForm } from "./profile-form";
import { SecurityTab } from "./security-tab";

/** One's own account: Provider Settings for providers, Staff Settings for staff. */
export function AccountScreen({ tab }: { tab: string | undefined }) {
  const { accountType } = useSession();
  const title = settingsOfAccountType[accountType];
  return (
    <Stack gap={16}>
      <PageHeader title={title} />
      <Tabs
        label={title}
        value={tab === "security" ? "security" : "profile"}
        onValueChange={(next) => navigate(`/account/${next}`)}
        tabs={[
          { value: "profile", label: accountWords.profile, panel: <ProfileTab /> },
          {
            value: "security",
            label: accountWords.security,
            panel: (
              <div className={styles.screen}>
                <SecurityTab />
              </div>
            ),
          },
        ]}
      />
    </Stack>
  );
}

/** Name, e-mail and cell phone, saved all at once. */
export function ProfileTab() {
  const profile = useRead("getMyProfile", {});
  return <Loaded read={profile}>{(value) => <ProfileForm profile={value} />}</Loaded>;
}
