import { Plus } from "lucide-react";
import { previewWords, ruleDialogWords, policyWords as words } from "../../../contract/policy/messages";
import type { Policy, Preview } from "../../../contract/policy/views";
import { formatDay } from "../../../contract/reporting/messages";
import { usePractice } from "../../shell/app-state-context";
import { useDraft } from "../../shell/drafts";
import { Loaded } from "../../shell/loaded";
import { useMayCall } from "../../shell/may-call";
import { useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { EmptyState } from "../../ui/empty-state";
import { ExplainedButton } from "../../ui/explained-button";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Row, Stack } from "../../ui/stack";
import { TextLink } from "../../ui/text-link";
import { Exemptions } from "./exemptions";
import styles from "./policy.module.css";
import { everyoneBy, inTwoWeeks, labelOf, type RuleDraft, usePolicyDraft } from "./policy-draft";
import { PreviewCard } from "./preview";
import { RuleCard } from "./rule-card";
import { RuleDialog } from "./rule-dialog";
import { SavePolicyDialog } from "./save-policy-dialog";

/** Who must use two-factor: the rules, tried out before they take effect, and who is let off. */
export function PolicyScreen() {
  const read = useRead("getPolicy", {});
  return (
    <Stack gap={20}>
      <PageHeader title={words.title} description={words.lead} />
      <Loaded read={read}>{(policy) => <LoadedPolicy policy={policy} />}</Loaded>
    </Stack>
  );
}

/** The rule whose fields are open: its place, null for a new one. */
type Editing = { readonly at: number | null; readonly rule: RuleDraft };
type Layer = "save" | "discard" | null;

function LoadedPolicy({ policy }: { policy: Policy }) {
  const mayChange = useMayCall("changePolicy");
  const seesSettings = useMayCall("updateSettings");
  const draft = usePolicyDraft(policy);
  const [editing, setEditing] = useDraft<Editing | undefined>("rule opened", undefined);
  const [layer, setLayer] = useDraft<Layer>("policy layer", null);
  const preview = useRead("previewPolicy", { rules: [...draft.rules] }, { keepLast: true });
  const { rules } = draft;
  return (
    <Stack gap={20}>
      {rules.length === 0 ? (
        <Templates todayOn={policy.todayOn} onPut={mayChange ? (rule) => draft.put(null, rule, []) : undefined} />
      ) : (
        <Rules policy={policy} draft={draft} onEdit={mayChange ? setEditing : undefined} />
      )}
      {mayChange && (
        <Row>
          <Button icon={Plus} onClick={() => setEditing({ at: null, rule: everyoneBy(inTwoWeeks(policy.todayOn)) })}>
            {words.addRule}
          </Button>
        </Row>
      )}
      {mayChange && draft.changed && (
        <SaveBar preview={preview.value} onSave={() => setLayer("save")} onDiscard={() => setLayer("discard")} />
      )}
      <Overlaps sentences={preview.value?.overlaps ?? []} />
      {(rules.length > 0 || draft.changed) && <PreviewCard read={preview} rules={rules} />}
      <Exemptions />
      <Card title={words.besides} description={words.besidesLead}>
        {seesSettings && <TextLink href="#/settings/sign-in">{words.besidesLink}</TextLink>}
      </Card>
      {editing !== undefined && <EditedRule draft={draft} editing={editing} onClose={() => setEditing(undefined)} />}
      <DraftLayers draft={draft} preview={preview.value} layer={layer} onClose={() => setLayer(null)} />
    </Stack>
  );
}

type Draft = ReturnType<typeof usePolicyDraft>;

interface EditedRuleProps {
  draft: Draft;
  editing: Editing;
  onClose: () => void;
}

function EditedRule({ draft, editing: { at, rule }, onClose }: EditedRuleProps) {
  return (
    <RuleDialog
      title={at === null ? ruleDialogWords.add : ruleDialogWords.edit(labelOf(rule, draft.names))}
      rule={rule}
      people={peopleOf(rule, draft.names)}
      onPut={(next, people) => {
        draft.put(at, next, people);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

interface DraftLayersProps {
  draft: Draft;
  preview: Preview | undefined;
  layer: Layer;
  onClose: () => void;
}

/** Saving the draft, or losing it. */
function DraftLayers({ draft, preview, layer, onClose }: DraftLayersProps) {
  const end = () => {
    draft.discard();
    onClose();
  };
  return (
    <>
      {layer === "save" && preview !== undefined && (
        <SavePolicyDialog rules={draft.rules} preview={preview} onSaved={end} onClose={onClose} />
      )}
      <ConfirmDialog
        open={layer === "discard"}
        title={previewWords.discardTitle}
        body={previewWords.discardBody}
        confirmLabel={previewWords.discard}
        keepLabel={previewWords.keepDraft}
        onConfirm={end}
        onKeep={onClose}
      />
    </>
  );
}

interface RulesProps {
  policy: Policy;
  draft: Draft;
  onEdit: ((editing: Editing) => void) | undefined;
}

function Rules({ policy, draft: { rules, names, remove }, onEdit }: RulesProps) {
  const textAlone = rules.some(({ methods }) => methods === "app-and-text") && !policy.hasGateway;
  return (
    <Stack gap={16}>
      {textAlone && <Notice tone="info">{words.noGateway}</Notice>}
      <div className={styles.rules}>
        {rules.map((rule, at) => (
          <RuleCard
            key={rule.id ?? `new ${at}`}
            label={labelOf(rule, names)}
            rule={rule}
            saved={policy.rules.find(({ id }) => id === rule.id)}
            todayOn={policy.todayOn}
            onEdit={onEdit && (() => onEdit({ at, rule }))}
            onRemove={onEdit && (() => remove(at))}
          />
        ))}
      </div>
    </Stack>
  );
}

/** Nobody is required yet: three ways to begin, each with the last day on which anybody must act. */
function Templates({ todayOn, onPut }: { todayOn: string; onPut: ((rule: RuleDraft) => void) | undefined }) {
  const practice = usePractice();
  const lastDayOn = inTwoWeeks(todayOn);
  const everyone = everyoneBy(lastDayOn);
  const lastDay = formatDay(lastDayOn, practice);
  const managers: RuleDraft = {
    ...everyone,
    fromOn: todayOn,
    applies: { to: "role", role: "manager" },
    methods: "app-only",
  };
  return (
    <EmptyState
      title={words.emptyTitle}
      action={
        onPut && (
          <Row justify="start">
            <Button variant="primary" onClick={() => onPut(everyone)}>
              {words.templates.everyone(lastDay)}
            </Button>
            <Button onClick={() => onPut({ ...everyone, applies: { to: "account-type", accountType: "provider" } })}>
              {words.templates.providers(lastDay)}
            </Button>
            <Button onClick={() => onPut(managers)}>{words.templates.managers}</Button>
          </Row>
        )
      }
    >
      {onPut === undefined ? words.readOnly : words.emptyLead}
    </EmptyState>
  );
}

function Overlaps({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Card title={words.overlaps} description={words.overlapsLead}>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Card>
  );
}

interface SaveBarProps {
  preview: Preview | undefined;
  onSave: () => void;
  onDiscard: () => void;
}

function SaveBar({ preview, onSave, onDiscard }: SaveBarProps) {
  const hindered = preview === undefined ? previewWords.loading : preview.refused && previewWords.lockOut;
  return (
    <div className={styles.actions}>
      <Row>
        <ExplainedButton variant="primary" disabledReason={hindered ?? undefined} onClick={onSave}>
          {previewWords.save}
        </ExplainedButton>
        <Button onClick={onDiscard}>{previewWords.discard}</Button>
        <span>{words.unsaved}</span>
      </Row>
    </div>
  );
}

function peopleOf({ applies }: RuleDraft, names: Readonly<Record<string, string>>) {
  return applies.to === "people" ? applies.people.map((id) => ({ id, name: names[id] ?? id })) : [];
}
