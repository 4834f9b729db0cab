import { managerRecoveryWords as words } from "../../../contract/recovery/manager-recovery-messages";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { Notice } from "../../ui/notice";

/** That manager recovery was asked for: everybody sees it, on every screen. */
export function ManagerRecoveryNotice() {
  const { managerRecovery } = useAppState();
  const formats = useFormats();
  if (managerRecovery === null) return null;
  const { name, isOver, expectedAt } = managerRecovery;
  return (
    <Notice banner tone="bad" announce="status" title={words.title}>
      <p>
        {words.body(name)} {isOver ? words.now : words.from(expectedAt, formats)}
      </p>
    </Notice>
  );
}
