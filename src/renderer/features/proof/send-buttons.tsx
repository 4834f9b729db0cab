import { MessageSquare, Phone } from "lucide-react";
import { tokenWords } from "../../../preload/messages/sign-in";
import type { Channel } from "../../../preload/words";
import { Button } from "../../ui/button";
import { Row } from "../../ui/stack";

export interface SendButtonsProps {
  channels: readonly Channel[];
  busy: boolean;
  onSend: (channel: Channel) => void;
}

const icons = { text: MessageSquare, call: Phone } as const;

/** **Text me a token**, **Call me with a token**: wherever somebody signs in, or proves something on the way. */
export function SendButtons({ channels, busy, onSend }: SendButtonsProps) {
  return (
    <Row>
      {channels.map((channel) => (
        <Button key={channel} icon={icons[channel]} busy={busy} onClick={() => onSend(channel)}>
          {tokenWords[channel]}
        </Button>
      ))}
    </Row>
  );
}
