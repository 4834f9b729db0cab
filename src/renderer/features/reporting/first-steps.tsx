import { CircleCheck, CircleDashed } from "lucide-react";
import { firstStepWords as words } from "../../../contract/reporting/overview-messages";
import type { Overview } from "../../../contract/reporting/views";
import { useAppState, useSession } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { Card } from "../../ui/card";
import { Icon } from "../../ui/icon";
import { TextLink } from "../../ui/text-link";
import { VisuallyHidden } from "../../ui/visually-hidden";
import { BACKUPS } from "../backups/backup-state";
import { useHasEmergencyCodes } from "./emergency-codes-line";
import styles from "./overview.module.css";

/** What is left to do while nobody but the manager is there. */
export function FirstSteps({ overview: { active, rules } }: { overview: Overview }) {
  const { twoFactor } = useSession();
  const { backups } = useAppState();
  const founds = useMayCall("makeEmergencyHalf");
  const hasEmergencyCodes = useHasEmergencyCodes() === true;
  if (!founds) return null;
  return (
    <Card title={words.title} description={words.lead}>
      <ol className={styles.steps}>
        <FirstStep
          done={twoFactor !== "none"}
          title={words.own}
          about={words.ownAbout}
          href="#/account/security"
          link={words.ownLink}
        />
        <FirstStep
          done={active.count > 1}
          title={words.people}
          about={words.peopleAbout}
          href="#/people"
          link={words.peopleLink}
        />
        <FirstStep
          done={rules > 0}
          title={words.policy}
          about={words.policyAbout}
          href="#/policy"
          link={words.policyLink}
        />
        <FirstStep
          done={hasEmergencyCodes}
          title={words.codes}
          about={words.emergencyCodesAbout}
          href="#/settings/emergency-access"
          link={words.emergencyCodesLink}
        />
        <FirstStep
          done={backups?.is === "good" && !backups.onlyHere}
          title={words.backups}
          about={words.backupsAbout}
          href={BACKUPS}
          link={words.backupsLink}
        />
      </ol>
    </Card>
  );
}

interface FirstStepProps {
  done: boolean;
  title: string;
  about: string;
  href: string;
  link: string;
}

function FirstStep({ done, title, about, href, link }: FirstStepProps) {
  return (
    <li className={styles.step} data-done={done || undefined}>
      <Icon of={done ? CircleCheck : CircleDashed} />
      <div>
        <p className={styles.stepTitle}>
          {title} <VisuallyHidden>{done ? words.done : words.toDo}</VisuallyHidden>
        </p>
        <p className={styles.quiet}>{about}</p>
      </div>
      <TextLink href={href}>{link}</TextLink>
    </li>
  );
}
