import { heldWords as words } from "../../../contract/people/held-messages";
import { useAppState, usePractice } from "../../shell/app-state-context";
import { Notice } from "../../ui/notice";
import { TextLink } from "../../ui/text-link";

/** On every screen of whoever decides, until everybody is decided. */
export function HeldBanner() {
  const { held } = useAppState();
  const practice = usePractice();
  if (held === null) return null;
  return (
    <Notice
      banner
      tone="warn"
      announce="status"
      title={words.banner(held.toDecide, practice)}
      action={<TextLink href="#/people/still-active">{words.open}</TextLink>}
    >
      {words.bannerLead}
    </Notice>
  );
}
