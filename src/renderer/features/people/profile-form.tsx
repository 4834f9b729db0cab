import { useEffect, useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { proofWords } from "../../../contract/authentication/step-up-messages";
import { formatPhone } from "../../../contract/fields";
import { inputs } from "../../../contract/inputs";
import type { InputOf } from "../../../contract/methods";
import { accountTypeWords } from "../../../contract/people/messages";
import { profileWords as words } from "../../../contract/people/person-messages";
import type { Person } from "../../../contract/people/views";
import { refusalWords } from "../../../contract/refusal-messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useDraft, useFormDraft } from "../../shell/drafts";
import { isAboutEmail, type KeptEmail, keptEmail } from "../../shell/email-refusals";
import { phoneInput, resolverOf } from "../../shell/form-state";
import { useAct } from "../../shell/wardkey";
import { ExplainedButton } from "../../ui/explained-button";
import { Form } from "../../ui/form";
import { useToasts } from "../../ui/toasts";
import { ChangeList } from "../audit/change-list";
import { LiftEmail } from "./lift-email";
import { PersonFields, type TypedPerson } from "./person-fields";
import { identityOf, nobodySeen, SeenIdentityFields } from "./seen-identity";

type NewProfile = Pick<InputOf<"editPerson">, "name" | "email" | "cellPhone" | "accountType">;

const profile = inputs.editPerson.pick({ name: true, email: true, cellPhone: true, accountType: true });

export interface ProfileFormProps {
  person: Person;
  onDirty: (dirty: boolean) => void;
}

/** The whole profile at once; reason and proof are asked before it is sent. */
export function ProfileForm({ person, onDirty }: ProfileFormProps) {
  const [asking, setAsking] = useDraft<NewProfile | undefined>(`profile to save of ${person.id}`, undefined);
  const [fromMain, setFromMain] = useState<Readonly<Record<string, string>>>({});
  const [kept, setKept] = useState<KeptEmail>();
  const { form, isDirty } = useProfileForm(person, onDirty);
  const refuse = (said: Readonly<Record<string, string>>, keeps: KeptEmail | undefined) => {
    setAsking(undefined);
    setFromMain(said);
    setKept(keeps);
  };
  const forget = () => {
    setFromMain({});
    setKept(undefined);
  };
  const onLifted = () => {
    forget();
    form.setFocus("email");
  };
  const submit = form.handleSubmit((next) => {
    forget();
    setAsking(next);
  });
  return (
    <>
      <Form
        onSubmit={(event) => void submit(event)}
        actions={
          <ExplainedButton type="submit" variant="primary" disabledReason={isDirty ? undefined : words.unchanged}>
            {words.update}
          </ExplainedButton>
        }
      >
        <FormProvider {...form}>
          <PersonFields
            fromMain={fromMain}
            phoneHint={words.phoneHint}
            belowEmail={kept && <LiftEmail kept={kept} to={person} onLifted={onLifted} />}
            except={person.id}
          />
        </FormProvider>
      </Form>
      {asking !== undefined && (
        <SaveDialog person={person} next={asking} onRefused={refuse} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}

function useProfileForm(person: Person, onDirty: (dirty: boolean) => void) {
  const { region } = usePractice();
  const form = useForm<TypedPerson, unknown, NewProfile>({
    defaultValues: {
      name: person.name,
      email: person.email,
      cellPhone: person.cellPhone === null ? "" : formatPhone(person.cellPhone, region),
      accountType: person.accountType,
    },
    resolver: resolverOf(profile, (typed) => ({ ...typed, cellPhone: phoneInput(typed.cellPhone, region) })),
  });
  useFormDraft(`profile of ${person.id}`, form);
  const { isDirty } = form.formState;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [onDirty, isDirty]);
  return { form, isDirty };
}

interface SaveDialogProps {
  person: Person;
  next: NewProfile;
  /** Something in the profile itself was refused: field -> words; and whose the e-mail is. */
  onRefused: (said: Readonly<Record<string, string>>, kept: KeptEmail | undefined) => void;
  onClose: () => void;
}

function SaveDialog({ person, next, onRefused, onClose }: SaveDialogProps) {
  const formats = useFormats();
  const toast = useToasts();
  const [seen, setSeen] = useState(nobodySeen);
  const save = useAct("editPerson", {
    onDone: () => {
      toast({ title: words.saved(next.name) });
      onClose();
    },
    onRefused: (refused, { email }) => {
      if (isAboutEmail(refused.code)) onRefused({ email: refusalWords(refused, formats) }, keptEmail(refused, email));
    },
  });
  // Main knows what changed just before; the rest is to be seen here.
  const both = next.name !== person.name && next.email !== person.email && person.lastUsedAt !== null;
  const { refusal } = save;
  const [asked, setAsked] = useState(both);
  if (refusal?.code === "identity-needed" && !asked) setAsked(true);
  return (
    <ActDialog
      title={words.saveTitle(person.name)}
      effect={words.saveLead}
      confirmLabel={words.save}
      proofHint={proofWords.yours(person.name)}
      busy={save.busy}
      refusal={asked && refusal?.code.startsWith("identity-") ? undefined : refusal}
      identity={asked && <SeenIdentityFields value={seen} onChange={setSeen} refusal={refusal} />}
      fieldErrors={save.fieldErrors}
      approval={{ act: "editPerson", parameters: { account: person.id, ...next } }}
      onAct={(given) => void save.act({ account: person.id, ...next, ...identityOf(seen), ...given })}
      onClose={onClose}
    >
      <ProfileChanges before={person} after={next} />
    </ActDialog>
  );
}

type Fields = Pick<Person, "name" | "email" | "cellPhone" | "accountType">;

/** What will be different, before it is. */
function ProfileChanges({ before, after }: { before: Fields; after: Fields }) {
  const { region } = usePractice();
  const phone = (e164: string | null) => (e164 === null ? words.noPhone : formatPhone(e164, region));
  const changes = [
    { what: words.name, before: before.name, after: after.name },
    { what: words.email, before: before.email, after: after.email },
    { what: words.cellPhone, before: phone(before.cellPhone), after: phone(after.cellPhone) },
    {
      what: words.accountType,
      before: accountTypeWords[before.accountType],
      after: accountTypeWords[after.accountType],
    },
  ];
  return <ChangeList changes={changes.filter((change) => change.before !== change.after)} />;
}
