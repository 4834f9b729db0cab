import { useState } from "react";
import type { Security } from "../../../contract/enrollment/views";
import { formatDate } from "../../../contract/formats";
import { ownCodesWords, ownCodesWords as words } from "../../../contract/recovery/recovery-code-messages";
import { usePractice } from "../../shell/app-state-context";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import type { Tone } from "../../ui/tone";
import styles from "./recovery-codes.module.css";
import { WayBackDialog } from "./way-back-dialog";

type Counts = Security["recoveryCodes"];
type CardSecurity = Pick<Security, "recoveryCodes" | "backupPassword" | "email">;

const FEW = 3;

/** How many recovery codes are left, and new ones. Offered to people who stay on text messages too. */
export function RecoveryCodesCard({ security }: { security: CardSecurity }) {
  const counts = security.recoveryCodes;
  const [open, setOpen] = useState(false);
  const { total } = counts;
  const { tone, chip, warning } = stateOf(counts);
  const label = total === 0 ? ownCodesWords.make : ownCodesWords.makeNew;
  return (
    <Card
      title={ownCodesWords.card}
      level={3}
      badge={<Chip tone={tone} label={chip} />}
      description={ownCodesWords.about}
    >
      <Stack gap={16}>
        {warning !== undefined && <Notice tone="warn">{warning}</Notice>}
        {total > 0 && <CodesUsed list={counts.list} />}
        <Row>
          <Button onClick={() => setOpen(true)}>{label}</Button>
        </Row>
      </Stack>
      {open && (
        <WayBackDialog
          security={security}
          title={total === 0 ? ownCodesWords.makeTitle : ownCodesWords.newTitle}
          lead={total === 0 ? ownCodesWords.makeLead : ownCodesWords.newLead(counts.left)}
          makeLabel={label}
          keepLabel={total === 0 ? ownCodesWords.later : ownCodesWords.keep}
          onClose={() => setOpen(false)}
        />
      )}
    </Card>
  );
}

function stateOf({ left, total, stored }: Counts): { tone: Tone; chip: string; warning?: string } {
  if (total === 0) return { tone: "warn", chip: ownCodesWords.none, warning: ownCodesWords.noneWarning };
  if (!stored) return { tone: "warn", chip: ownCodesWords.notStored, warning: ownCodesWords.notStoredWarning };
  const chip = ownCodesWords.left(left, total);
  return left <= FEW ? { tone: "warn", chip, warning: ownCodesWords.lowWarning } : { tone: "ok", chip };
}

/** The codes by their numbers on paper: which are used, and when; the codes themselves are known to nobody. */
function CodesUsed({ list }: { list: Security["recoveryCodes"]["list"] }) {
  const practice = usePractice();
  return (
    <ul className={styles.numbers} aria-label={words.byNumber}>
      {list.map(({ number, usedAt }) => (
        <li key={number} className={styles.number} data-used={usedAt !== null || undefined}>
          <span className={styles.no}>{words.no(number)}</span>{" "}
          <span className={styles.state}>
            {usedAt === null ? words.open : words.usedOn(formatDate(usedAt, practice))}
          </span>
        </li>
      ))}
    </ul>
  );
}
