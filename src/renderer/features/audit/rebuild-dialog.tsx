import { rebuildWords as words } from "../../../contract/audit/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useAct } from "../../shell/wardkey";

/** Makes the stored records anew from the ledger: everybody is signed out, and the vault has to be confirmed. */
export function RebuildDialog({ onClose }: { onClose: () => void }) {
  const rebuild = useAct("rebuildTables", { onDone: onClose });
  return (
    <ActDialog
      title={words.title}
      effect={words.effect}
      confirmLabel={words.confirm}
      asksReason={false}
      danger
      busy={rebuild.busy}
      refusal={rebuild.refusal}
      fieldErrors={rebuild.fieldErrors}
      onAct={({ proof }) => void rebuild.act({ proof })}
      onClose={onClose}
    />
  );
}
