import { useState } from "react";
import type { LastRestoreTest } from "../../../contract/backups/views";
import { formatRecent } from "../../../contract/formats";
import { restoreWords as words } from "../../../contract/vault/restore-messages";
import type { BackupFacts } from "../../../contract/vault/views";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats } from "../../shell/app-state-context";
import { useMayCall } from "../../shell/may-call";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { DescriptionList } from "../../ui/description-list";
import { Dialog } from "../../ui/dialog";
import { Row, Stack } from "../../ui/stack";
import { CheckBackup } from "../vault/check-backup";

/** The last test of a restore, a new one, and the real thing. */
export function RestoreCard({ lastTest }: { lastTest: LastRestoreTest | null }) {
  const restores = useMayCall("restoreOverVault");
  const [open, setOpen] = useState<"test" | "restore" | null>(null);
  const close = () => setOpen(null);
  return (
    <Card title={words.cardTitle} description={words.cardAbout}>
      <Stack gap={12}>
        <LastTest lastTest={lastTest} />
        {restores && (
          <Row>
            <Button onClick={() => setOpen("test")}>{words.test}</Button>
            <Button onClick={() => setOpen("restore")}>{words.begin}</Button>
          </Row>
        )}
      </Stack>
      {open === "test" && <TestDialog onClose={close} />}
      {open === "restore" && <RestoreDialog onClose={close} />}
    </Card>
  );
}

function LastTest({ lastTest }: { lastTest: LastRestoreTest | null }) {
  const formats = useFormats();
  if (lastTest === null) return <DescriptionList items={[{ term: words.lastTest, details: words.never }]} />;
  const { at, by, problem, tookMs } = lastTest;
  return (
    <DescriptionList
      items={[
        { term: words.lastTest, details: words.testedBy(formatRecent(at, formats), by) },
        { term: words.result, details: problem === null ? words.cameBack : words.failed },
        ...(tookMs === null ? [] : [{ term: words.real, details: words.seconds(tookMs) }]),
      ]}
    />
  );
}

function TestDialog({ onClose }: { onClose: () => void }) {
  const [facts, setFacts] = useState<BackupFacts | null>(null);
  return (
    <Dialog
      open
      title={words.testTitle}
      description={words.testLead}
      closeLabel={words.cancel}
      onClose={onClose}
      footer={
        facts !== null && (
          <Button variant="primary" onClick={onClose}>
            {words.testDone}
          </Button>
        )
      }
    >
      <CheckBackup facts={facts} onFacts={setFacts} />
    </Dialog>
  );
}

/** First the backup is checked; only then is anybody asked for a password, and a second manager. */
function RestoreDialog({ onClose }: { onClose: () => void }) {
  const [facts, setFacts] = useState<BackupFacts | null>(null);
  const [isChosen, setIsChosen] = useState(false);
  const restore = useAct("restoreOverVault", { onDone: onClose });
  if (facts !== null && isChosen) {
    const { backup, madeAt } = facts;
    return (
      <ActDialog
        title={words.overTitle}
        effect={words.overEffect}
        confirmLabel={words.restore}
        danger
        asksReason={false}
        busy={restore.busy}
        refusal={restore.refusal}
        fieldErrors={restore.fieldErrors}
        approval={{ act: "restoreOverVault", parameters: { backup, madeAt } }}
        onAct={({ proof }) => void restore.act({ backup, madeAt, proof })}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      title={words.title}
      description={words.lead}
      closeLabel={words.cancel}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          {facts !== null && (
            <Button variant="primary" onClick={() => setIsChosen(true)}>
              {words.restore}
            </Button>
          )}
        </>
      }
    >
      <CheckBackup facts={facts} onFacts={setFacts} />
    </Dialog>
  );
}
