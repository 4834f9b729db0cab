import { type ReactNode, useCallback, useState } from "react";
import { leaveWords } from "../../../contract/people/messages";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { useRouteGuard } from "../enrollment/use-route-guard";

export interface LeaveGuard {
  /** Told by a form: something in it is not saved. */
  readonly setDirty: (dirty: boolean) => void;
  readonly dirty: boolean;
  /** Does it at once, or once the person has agreed to lose what is not saved. */
  readonly leave: (go: () => void) => void;
  /** To be drawn somewhere. */
  readonly question: ReactNode;
}

/**
 * Keeps what was typed from being lost by a press beside it, or by going to another screen. `body` says what would be
 * lost; addresses that begin with `place` belong to the screen itself.
 */
export function useLeaveGuard(body: string, place: "/people" | "/settings"): LeaveGuard {
  const [dirty, setDirty] = useState(false);
  const [going, setGoing] = useState<{ go: () => void }>();
  const route = useRouteGuard(dirty, belongs[place]);
  const leave = useCallback((go: () => void) => (dirty ? setGoing({ go }) : go()), [dirty]);
  const confirm = () => {
    setDirty(false);
    setGoing(undefined);
    if (going === undefined) route.leave();
    else going.go();
  };
  const stay = () => {
    setGoing(undefined);
    route.stay();
  };
  const question = (
    <ConfirmDialog
      open={going !== undefined || route.asked !== null}
      title={leaveWords.title}
      body={body}
      confirmLabel={leaveWords.leave}
      keepLabel={leaveWords.stay}
      onConfirm={confirm}
      onKeep={stay}
    />
  );
  return { setDirty, dirty, leave, question };
}

const belongs = {
  "/people": (path: string) => path.startsWith("/people"),
  "/settings": (path: string) => path.startsWith("/settings"),
} as const;
