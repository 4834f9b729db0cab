import { tokenSentWords } from "../../../contract/authentication/token-sent-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import { useFormats } from "../../shell/app-state-context";
import { Notice } from "../../ui/notice";

/** Where the token is that was asked for: on its way, there, or not sent and why. */
export function TokenSentNotice({ sent }: { sent: TokenSent }) {
  const formats = useFormats();
  const tone = sent.state === "failed" ? "warn" : sent.state === "sent" ? "ok" : "info";
  return (
    <Notice tone={tone} announce="status">
      {tokenSentWords(sent, formats)}
    </Notice>
  );
}
