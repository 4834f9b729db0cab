import { CircleDashed, type LucideIcon, ShieldAlert, ShieldCheck } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { lastBackupWords as words } from "../../../contract/backups/screen-messages";
import { folderTroubles } from "../../../contract/backups/trouble-messages";
import type { BackupEnd, BackupProgress, BackupsView } from "../../../contract/backups/views";
import { useFormats } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Icon } from "../../ui/icon";
import { Notice } from "../../ui/notice";
import { ProgressBar } from "../../ui/progress-bar";
import { Stack } from "../../ui/stack";
import { useToasts } from "../../ui/toasts";
import type { Tone } from "../../ui/tone";
import styles from "./backups.module.css";

/** The newest verified backup, the button for another one, and how that goes. */
export function LastBackupCard({ backups }: { backups: BackupsView }) {
  const id = useId();
  const { tone, icon, title, about } = useHeading(backups);
  const { running, ended, kit } = backups;
  const makes = useMayCall("backUpNow");
  const start = useAct("backUpNow");
  useSaidAtEnd(running, ended);
  return (
    <Card>
      <Stack gap={16}>
        <section className={styles.last} aria-labelledby={id}>
          <span className={styles.seal} data-tone={tone}>
            <Icon of={icon} size={24} />
          </span>
          <div className={styles.lastWords}>
            <h2 id={id} className={styles.lastTitle}>
              {title}
            </h2>
            <p className={styles.quiet}>{about}</p>
          </div>
          {makes && kit?.takesBackups === true && running === null && (
            <Button variant="primary" busy={start.busy} onClick={() => void start.act({})}>
              {words.now}
            </Button>
          )}
        </section>
        {running !== null && <Running running={running} />}
        {running === null && <Ended ended={ended} />}
        <RefusalNotice refusal={start.refusal} />
      </Stack>
    </Card>
  );
}

function useHeading({ kit, lastGood }: BackupsView): { tone: Tone; icon: LucideIcon; title: string; about: string } {
  const formats = useFormats();
  if (kit?.takesBackups !== true)
    return { tone: "bad", icon: ShieldAlert, title: words.noKitTitle, about: `${words.noKit} ${words.noKitHelp}` };
  if (lastGood === null) return { tone: "idle", icon: CircleDashed, title: words.noneTitle, about: words.none };
  return {
    ...{ tone: "ok", icon: ShieldCheck },
    title: words.title(lastGood.at, formats),
    about: words.checked(lastGood, formats),
  };
}

function Running({ running: { step, done, of } }: { running: BackupProgress }) {
  const stops = useMayCall("stopBackup");
  const stop = useAct("stopBackup");
  const percent = of === 0 ? null : Math.floor((100 * done) / of);
  return (
    <ProgressBar
      label={words.running}
      done={done}
      of={of}
      text={words.progress(words.steps[step], percent)}
      {...(stops && { onCancel: () => void stop.act({}), cancelLabel: words.cancel, cancelling: stop.busy })}
    />
  );
}

/** What stood in the way of the last one; what only a folder says is said there. */
function Ended({ ended }: { ended: BackupEnd | null }) {
  const formats = useFormats();
  if (ended === null || ended.because === null) return null;
  if (ended.because === "stopped") {
    return (
      <Notice tone="info" announce="status" title={words.stoppedTitle}>
        {words.stopped}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" announce="alert" title={words.failedTitle(ended.at, formats)}>
      {folderTroubles[ended.because]}
    </Notice>
  );
}

/** Whoever watched it end hears how. */
function useSaidAtEnd(running: BackupProgress | null, ended: BackupEnd | null) {
  const toast = useToasts();
  const watched = useRef(false);
  useEffect(() => {
    if (watched.current && running === null && ended !== null && ended.good > 0) {
      const { good, of } = ended;
      toast({ title: good === of ? words.done : words.someMissed(good, of) });
    }
    watched.current = running !== null;
  }, [running, ended, toast]);
}
