import type { WaitingAct } from "../../../contract/approvals/views";
import { mineWords as words } from "../../../contract/shell/waiting-messages";
import { useAppState, useFormats } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { useMayCall } from "../../shell/may-call";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";
import { DeclineDialog } from "./decline-dialog";

type Mine = WaitingAct & { readonly mine: NonNullable<WaitingAct["mine"]> };

/** What a manager is about to do to one's own account after a day of notice, and the way to object. */
export function MineNotices() {
  const mine = useAppState().waiting.filter((act): act is Mine => act.mine !== null);
  return mine.map((act) => <MineNotice key={act.id} act={act} />);
}

function MineNotice({ act }: { act: Mine }) {
  const formats = useFormats();
  const objects = useMayCall("declineAct");
  const [asking, setAsking] = useDraft(`object to ${act.id}`, false);
  const { state, expectedAt, mine } = act;
  const said = words.by(mine.by, act.sentence ?? "");
  const object = objects && mine.mayObject && <TextLink onClick={() => setAsking(true)}>{words.object}</TextLink>;
  return (
    <>
      <Notice
        banner
        tone={state === "objected" ? "info" : "bad"}
        announce="alert"
        title={words.title}
        action={object || undefined}
      >
        <p>{said}</p>
        <p>
          {state === "asked" ? words.asked(expectedAt, formats) : words[state === "objected" ? "objected" : "waited"]}
        </p>
      </Notice>
      {asking && (
        <DeclineDialog
          approval={{ id: act.id, mine: false, sentence: said }}
          title={words.objectTitle}
          effect={words.objectEffect(mine.by)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
