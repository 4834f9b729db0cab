import { lazy, Suspense } from "react";
import type { WaitingAct } from "../../../contract/approvals/views";
import { mineWords, waitingWords as words } from "../../../contract/shell/waiting-messages";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";
import { DeclineDialog } from "./decline-dialog";
import { WaitingNotice } from "./waiting-notice";

const ApprovalsDialog = lazy(async () => ({ default: (await import("./approvals-dialog")).ApprovalsDialog }));

/** What waits for an answer, behind the sign-in, with the way to the list for whoever may answer. */
export function WaitingBanner() {
  const [open, setOpen] = useDraft("approvals", false);
  const sees = useMayCall("listApprovals");
  const show = sees ? <TextLink onClick={() => setOpen(true)}>{words.show}</TextLink> : undefined;
  return (
    <>
      <MineNotices />
      <WaitingNotice action={show} />
      <Suspense>{open && <ApprovalsDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}

type Mine = WaitingAct & { readonly mine: NonNullable<WaitingAct["mine"]> };

/** What a manager is about to do to one's own account after a day of notice, and the way to object. */
function MineNotices() {
  const mine = useAppState().waiting.filter((act): act is Mine => act.mine !== null);
  return mine.map((act) => <MineNotice key={act.id} act={act} />);
}

function MineNotice({ act }: { act: Mine }) {
  const formats = useFormats();
  const objects = useMayCall("declineAct");
  const [asking, setAsking] = useDraft(`object to ${act.id}`, false);
  const { state, expectedAt, mine } = act;
  const said = mineWords.by(mine.by, act.sentence ?? "");
  const object = objects && mine.mayObject && <TextLink onClick={() => setAsking(true)}>{mineWords.object}</TextLink>;
  return (
    <>
      <Notice
        banner
        tone={state === "objected" ? "info" : "bad"}
        announce="alert"
        title={mineWords.title}
        action={object || undefined}
      >
        <p>{said}</p>
        <p>
          {state === "asked"
            ? mineWords.asked(expectedAt, formats)
            : mineWords[state === "objected" ? "objected" : "waited"]}
        </p>
      </Notice>
      {asking && (
        <DeclineDialog
          approval={{ id: act.id, mine: false, sentence: said }}
          title={mineWords.objectTitle}
          effect={mineWords.objectEffect(mine.by)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
