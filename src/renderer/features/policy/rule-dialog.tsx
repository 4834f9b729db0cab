import { type FormEvent, useId, useState } from "react";
import type { PersonRef } from "../../../contract/person-ref";
import { policyRule } from "../../../contract/policy/inputs";
import { policyWords, ruleDialogWords as words } from "../../../contract/policy/messages";
import { fieldWords } from "../../../contract/refusal-messages";
import type { FieldProblem } from "../../../contract/refusals";
import { ACCOUNT_TYPES, type AccountType, ALLOWED_METHODS, ROLES, type Role } from "../../../contract/vocabulary";
import { useDraft } from "../../shell/drafts";
import type { FieldErrors } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { DateField } from "../../ui/date-field";
import { Dialog } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { NumberField } from "../../ui/number-field";
import { RadioGroup } from "../../ui/radio-group";
import { PeoplePicker } from "./people-picker";
import type { RuleDraft } from "./policy-draft";

export interface RuleDialogProps {
  title: string;
  rule: RuleDraft;
  people: readonly PersonRef[];
  onPut: (rule: RuleDraft, people: readonly PersonRef[]) => void;
  onClose: () => void;
}

type To = RuleDraft["applies"]["to"];

/** One rule as fields; it goes into the draft, and takes effect only when the whole policy is saved. */
export function RuleDialog({ title, rule, people: named, onPut, onClose }: RuleDialogProps) {
  const formId = useId();
  const { typed, change, toInput } = useTypedRule(rule, named);
  const [errors, setErrors] = useState<FieldErrors>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const parsed = policyRule.safeParse(toInput());
    if (parsed.success) return onPut(parsed.data, typed.people);
    const said = parsed.error.issues.map(({ path, message }) => [
      path[0] === "applies" ? "applies" : path.join("."),
      fieldWords[message as FieldProblem] ?? fieldWords.invalid,
    ]);
    setErrors(Object.fromEntries(said));
  };
  return (
    <Dialog
      open
      title={title}
      closeLabel={words.close}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" form={formId} variant="primary">
            {words.put}
          </Button>
        </>
      }
    >
      <Form id={formId} onSubmit={submit}>
        <RuleFields typed={typed} change={change} errors={errors} />
      </Form>
    </Dialog>
  );
}

interface RuleFieldsProps {
  typed: TypedRule;
  change: (next: Partial<TypedRule>) => void;
  errors: FieldErrors;
}

function RuleFields({ typed, change, errors }: RuleFieldsProps) {
  return (
    <>
      <RadioGroup
        label={words.applies}
        options={[
          { value: "everyone", label: words.everyone },
          { value: "account-type", label: words.accountType },
          { value: "role", label: words.role },
          { value: "people", label: words.people },
        ]}
        value={typed.to}
        onValueChange={(to: To) => change({ to })}
      />
      <WhichOnes typed={typed} change={change} error={errors["applies"]} />
      <DateField
        label={words.fromOn}
        hint={words.fromHint}
        incompleteError={words.incomplete}
        value={typed.fromOn}
        onChange={(fromOn) => change({ fromOn })}
        error={errors["fromOn"]}
      />
      <NumberField
        label={words.graceDays}
        hint={words.graceHint}
        unit={words.days}
        min={0}
        max={90}
        value={typed.graceDays}
        onChange={(graceDays) => change({ graceDays })}
        error={errors["graceDays"]}
      />
      <RadioGroup
        label={words.methods}
        options={ALLOWED_METHODS.map((value) => ({
          value,
          label: policyWords.methodsOf[value],
          description: value === "app-only" ? words.appOnlyAbout : words.textAbout,
        }))}
        value={typed.methods}
        onValueChange={(methods) => change({ methods })}
      />
    </>
  );
}

interface TypedRule {
  readonly to: To;
  readonly accountType: AccountType | null;
  readonly role: Role | null;
  readonly people: readonly PersonRef[];
  readonly fromOn: string;
  readonly graceDays: number | null;
  readonly methods: RuleDraft["methods"];
}

/** What was chosen under another "Applies to" stays, should somebody come back to it. */
function useTypedRule({ id, applies, fromOn, graceDays, methods }: RuleDraft, named: readonly PersonRef[]) {
  const [typed, setTyped] = useDraft<TypedRule>("rule", {
    to: applies.to,
    accountType: applies.to === "account-type" ? applies.accountType : null,
    role: applies.to === "role" ? applies.role : null,
    people: named,
    fromOn,
    graceDays,
    methods,
  });
  const toInput = () => {
    const { to, accountType, role, people, ...rest } = typed;
    const whom = {
      everyone: { to },
      "account-type": { to, accountType },
      role: { to, role },
      people: { to, people: people.map((person) => person.id) },
    }[to];
    return { ...rest, id, applies: whom };
  };
  return { typed, change: (next: Partial<TypedRule>) => setTyped({ ...typed, ...next }), toInput };
}

interface WhichOnesProps {
  typed: TypedRule;
  change: (next: Partial<TypedRule>) => void;
  error: string | undefined;
}

function WhichOnes({ typed: { to, accountType, role, people }, change, error }: WhichOnesProps) {
  switch (to) {
    case "everyone":
      return null;
    case "account-type":
      return (
        <RadioGroup
          label={words.whichAccountType}
          options={ACCOUNT_TYPES.map((value) => ({ value, label: words.accountTypes[value] }))}
          value={accountType}
          onValueChange={(next) => change({ accountType: next })}
          error={error === undefined ? undefined : words.choose}
        />
      );
    case "role":
      return (
        <RadioGroup
          label={words.whichRole}
          options={ROLES.map((value) => ({ value, label: words.roles[value] }))}
          value={role}
          onValueChange={(next) => change({ role: next })}
          error={error === undefined ? undefined : words.choose}
        />
      );
    case "people":
      return <PeoplePicker people={people} onChange={(next) => change({ people: next })} error={error} />;
  }
}
