import { Pencil, Trash2 } from "lucide-react";
import { formatDate } from "../../../contract/formats";
import { policyWords as words } from "../../../contract/policy/messages";
import type { RuleView } from "../../../contract/policy/views";
import { usePractice } from "../../shell/app-state-context";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { DescriptionList } from "../../ui/description-list";
import { IconButton } from "../../ui/icon-button";
import { Row } from "../../ui/stack";
import { isChanged, type RuleDraft } from "./policy-draft";

export interface RuleCardProps {
  label: string;
  rule: RuleDraft;
  /** What is saved of it; undefined for a new one. */
  saved: RuleView | undefined;
  todayOn: string;
  onEdit?: (() => void) | undefined;
  onRemove?: (() => void) | undefined;
}

/** One rule: whom it is for, from when, with what, and how far people are. */
export function RuleCard({ label, rule, saved, todayOn, onEdit, onRemove }: RuleCardProps) {
  const practice = usePractice();
  const from = formatDate(Date.parse(`${rule.fromOn}T12:00:00Z`), { ...practice, timeZone: "UTC" });
  return (
    <Card
      title={label}
      level={3}
      badge={<StateChip rule={rule} saved={saved} todayOn={todayOn} from={from} />}
      actions={
        onEdit !== undefined &&
        onRemove !== undefined && (
          <Row gap={4} wrap={false}>
            <IconButton icon={Pencil} label={words.editOf(label)} onClick={onEdit} />
            <IconButton icon={Trash2} label={words.removeOf(label)} onClick={onRemove} />
          </Row>
        )
      }
    >
      <DescriptionList
        items={[
          { term: words.from, details: from },
          { term: words.methods, details: words.methodsOf[rule.methods] },
          { term: words.grace, details: words.graceOf(rule.graceDays) },
          ...(saved === undefined
            ? []
            : [{ term: words.covers, details: words.coversOf(saved.covered, saved.done, practice) }]),
        ]}
      />
    </Card>
  );
}

function StateChip({
  rule,
  saved,
  todayOn,
  from,
}: Pick<RuleCardProps, "rule" | "saved" | "todayOn"> & { from: string }) {
  if (saved === undefined) return <Chip tone="warn" label={words.new} />;
  if (isChanged(rule, saved)) return <Chip tone="warn" label={words.changed} />;
  return rule.fromOn <= todayOn ? (
    <Chip tone="ok" label={words.inForce} />
  ) : (
    <Chip tone="idle" label={words.startsOn(from)} />
  );
}
