import { MessageSquare, Phone } from "lucide-react";
import { tokenWords } from "../../../contract/authentication/messages";
import type { TokenSent } from "../../../contract/messaging/views";
import type { Channel } from "../../../contract/vocabulary";
import { Button } from "../../ui/button";
import { Row } from "../../ui/stack";

export interface SendButtonsProps {
  channels: readonly Channel[];
  busy: boolean;
  /** The one that was asked for last. */
  sent?: TokenSent | null | undefined;
  onSend: (channel: Channel) => void;
}

const icons = { text: MessageSquare, call: Phone } as const;

/** **Text me a token**, **Call me with a token**: wherever somebody signs in, or proves something on the way. */
export function SendButtons({ channels, busy, sent = null, onSend }: SendButtonsProps) {
  return (
    <Row>
      {channels.map((channel) => (
        <Button
          key={channel}
          icon={icons[channel]}
          busy={busy || isOnItsWay(sent, channel)}
          onClick={() => onSend(channel)}
        >
          {tokenWords[channel]}
        </Button>
      ))}
    </Row>
  );
}

/** While a token is on its way by this channel, a second press asks for no other one: it would make the first one wrong. */
export function isOnItsWay(sent: TokenSent | null, channel: Channel): boolean {
  return sent?.state === "sending" && sent.channel === channel;
}
