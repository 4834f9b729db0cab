import { type ReactNode, useCallback, useRef, useState } from "react";
import { leaveWords } from "../../../preload/messages/people";
import { ConfirmDialog } from "../../ui/confirm-dialog";

export interface LeaveGuard {
  /** Told by a form: something in it is not saved. */
  readonly setDirty: (dirty: boolean) => void;
  readonly isDirty: () => boolean;
  /** Does it at once, or once the person has agreed to lose what is not saved. */
  readonly leave: (go: () => void) => void;
  /** To be drawn somewhere. */
  readonly question: ReactNode;
}

/** Keeps what was typed from being lost by a click beside it. `body` says what would be lost. */
export function useLeaveGuard(body: string): LeaveGuard {
  const dirty = useRef(false);
  const [going, setGoing] = useState<{ go: () => void }>();
  const setDirty = useCallback((next: boolean) => {
    dirty.current = next;
  }, []);
  const isDirty = useCallback(() => dirty.current, []);
  const leave = useCallback((go: () => void) => (dirty.current ? setGoing({ go }) : go()), []);
  const confirm = () => {
    dirty.current = false;
    setGoing(undefined);
    going?.go();
  };
  const question = (
    <ConfirmDialog
      open={going !== undefined}
      title={leaveWords.title}
      body={body}
      confirmLabel={leaveWords.leave}
      keepLabel={leaveWords.stay}
      onConfirm={confirm}
      onKeep={() => setGoing(undefined)}
    />
  );
  return { setDirty, isDirty, leave, question };
}
