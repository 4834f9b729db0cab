import { Check, X } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { heldWords as words } from "../../../contract/people/held-messages";
import type { HeldAccounts } from "../../../contract/people/views";
import { usePractice } from "../../shell/app-state-context";
import { Loaded } from "../../shell/loaded";
import { useMayCall } from "../../shell/may-call";
import { useEntryFocus } from "../../shell/use-entry-focus";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { Icon } from "../../ui/icon";
import { PageHeader } from "../../ui/page-header";
import { ProgressBar } from "../../ui/progress-bar";
import { SearchField } from "../../ui/search-field";
import { Stack } from "../../ui/stack";
import { ConfirmHeldDialog } from "./confirm-held-dialog";
import { HELD_PAGE, HeldTable } from "./held-table";
import styles from "./still-active.module.css";

/**
 * After a restore: who works here and can sign in again, and who has left. Each choice counts at once, and whoever is not
 * decided stays closed.
 */
export function StillActiveScreen() {
  const heading = useEntryFocus(words.title);
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed);
  const read = useRead("listHeldAccounts", { search, offset: 0, limit: HELD_PAGE }, { keepLast: true });
  return (
    <Stack gap={20}>
      <Loaded read={read}>
        {(held) => (
          <>
            <PageHeader headingRef={heading} title={words.title} description={<Why held={held} />} />
            <div className={styles.columns}>
              <Decisions held={held} search={search} typed={typed} onTyped={setTyped} />
              <Different />
            </div>
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Why({ held: { restoredAt, backupMadeAt, toDecide } }: { held: HeldAccounts }) {
  const practice = usePractice();
  if (restoredAt === null) return words.none;
  const what = backupMadeAt === null ? words.wentOn(restoredAt, practice) : words.restored(backupMadeAt, practice);
  return toDecide === 0 ? what : `${what} ${words.closed}`;
}

interface DecisionsProps {
  held: HeldAccounts;
  search: string;
  typed: string;
  onTyped: (typed: string) => void;
}

function Decisions({ held, search, typed, onTyped }: DecisionsProps) {
  const practice = usePractice();
  const mayConfirmAll = useMayCall("confirmHeldAccounts");
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const { toDecide, members, of, found } = held;
  const toggle = (id: string) =>
    setLeftOut((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  const progress = toDecide === 0 ? words.allDecided : words.progress(toDecide, of, practice);
  return (
    <section className={styles.decisions} aria-label={words.list}>
      <div className={styles.bar}>
        <SearchField
          label={words.search}
          placeholder={words.search}
          clearLabel={words.clear}
          value={typed}
          onValueChange={onTyped}
        />
        <div className={styles.progress}>
          {of > 0 && <ProgressBar label={words.decisions} done={of - toDecide} of={of} text={progress} />}
        </div>
        {mayConfirmAll && members > 0 && <Button onClick={() => setAsking(true)}>{words.confirmAll}</Button>}
      </div>
      {found === 0 ? (
        <EmptyState title={of === 0 ? words.none : words.nobodyFound} />
      ) : (
        <HeldTable search={search} first={held} leftOut={mayConfirmAll ? leftOut : undefined} onToggle={toggle} />
      )}
      {asking && (
        <ConfirmHeldDialog
          members={members}
          except={[...leftOut]}
          onDone={() => setLeftOut(new Set())}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function Different() {
  return (
    <Card title={words.different} level={2}>
      <Stack gap={12}>
        <ul className={styles.changes}>
          <li>
            <Icon of={Check} size={16} />
            <span>{words.same}</span>
          </li>
          {words.changes.map((change) => (
            <li key={change}>
              <Icon of={X} size={16} />
              <span>{change}</span>
            </li>
          ))}
        </ul>
        <h3>{words.atOnce}</h3>
        <p>{words.atOnceAbout}</p>
        <p>{words.managers}</p>
      </Stack>
    </Card>
  );
}
