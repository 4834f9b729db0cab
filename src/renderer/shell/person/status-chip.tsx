import { CalendarOff, Clock, Lock, type LucideIcon, MessageSquare, TriangleAlert, UserX } from "lucide-react";
import { daysUntil } from "../../../contract/formats";
import { statusLabel } from "../../../contract/people/messages";
import type { PersonRow } from "../../../contract/people/views";
import type { Status } from "../../../contract/vocabulary";
import { Chip } from "../../ui/chip";
import type { Tone } from "../../ui/tone";
import { useFormats } from "../app-state-context";

const looks: Readonly<Record<Status, { tone: Tone; icon?: LucideIcon }>> = {
  locked: { tone: "bad", icon: Lock },
  overdue: { tone: "bad", icon: TriangleAlert },
  "days-left": { tone: "warn", icon: Clock },
  "sms-only": { tone: "warn", icon: MessageSquare },
  "not-set-up": { tone: "idle" },
  exempt: { tone: "exempt", icon: CalendarOff },
  app: { tone: "ok" },
  deactivated: { tone: "idle", icon: UserX },
};

/** The next thing to do: by when, where there is a day. The last day counts as urgent. */
export function StatusChip({ person }: { person: Pick<PersonRow, "status" | "deadlineAt" | "exemptUntilAt"> }) {
  const formats = useFormats();
  const { tone, icon } = looks[person.status];
  const urgent = person.status === "days-left" && daysUntil(person.deadlineAt ?? 0, formats) <= 1;
  return <Chip tone={urgent ? "bad" : tone} icon={icon} label={statusLabel(person, formats)} />;
}
