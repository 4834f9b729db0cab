import { tokenSentWords } from "../../../contract/authentication/token-sent-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import { Notice } from "../../ui/notice";
import { useFormats } from "../app-state-context";

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
