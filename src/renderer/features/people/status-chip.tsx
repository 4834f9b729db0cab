import { Lock, type LucideIcon, MessageSquare, UserX } from "lucide-react";
import { statusWords } from "../../../preload/messages/people";
import type { Status } from "../../../preload/words";
import { Chip } from "../../ui/chip";
import type { Tone } from "../../ui/tone";

const looks: Readonly<Record<Status, { tone: Tone; icon?: LucideIcon }>> = {
  locked: { tone: "bad", icon: Lock },
  "sms-only": { tone: "warn", icon: MessageSquare },
  "not-set-up": { tone: "idle" },
  app: { tone: "ok" },
  deactivated: { tone: "idle", icon: UserX },
};

export function StatusChip({ status }: { status: Status }) {
  const { tone, icon } = looks[status];
  return <Chip tone={tone} icon={icon} label={statusWords[status]} />;
}
