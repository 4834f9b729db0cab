import { useEffect, useRef, useState } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { leaveWords, profileWords } from "../../../contract/enrollment/profile-messages";
import type { Profile, ProfileSaved } from "../../../contract/enrollment/views";
import { formatPhone } from "../../../contract/fields";
import { inputs } from "../../../contract/inputs";
import { refusalWords } from "../../../contract/refusal-messages";
import { roleNames } from "../../../contract/shell/messages";
import { useFormats, usePractice } from "../../shell/app-state-context";
import { useFormDraft } from "../../shell/drafts";
import { emailRefusals, isAboutEmail } from "../../shell/email-refusals";
import { phoneInput, resolverOf, wordsAt } from "../../shell/form-state";
import { useRouteGuard } from "../../shell/leave-guard";
import { formatTwoFactorId } from "../../shell/person/person-summary";
import { PhoneField } from "../../shell/phone-field";
import { RefusalNotice } from "../../shell/refusal-notice";
import { type Act, useAct, useRead } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { DescriptionList } from "../../ui/description-list";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { Row, Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { useToasts } from "../../ui/toasts";
import { NumberToConfirm } from "./number-to-confirm";
import styles from "./profile-form.module.css";

interface Typed {
  name: string;
  email: string;
  cellPhone: string;
}

function typedOf({ name, email, cellPhone }: Profile, region: string): Typed {
  return { name, email, cellPhone: cellPhone === null ? "" : formatPhone(cellPhone, region) };
}

/** Checked as main will check it; what is in the fields stays as it was typed, whatever main says. */
export function ProfileForm({ profile }: { profile: Profile }) {
  const { region } = usePractice();
  const { form, update, saved } = useProfileForm(profile, region);
  const submit = form.handleSubmit((input) => update.act(input));
  return (
    <Stack gap={16}>
      {saved !== undefined && <SharedNumber saved={saved} />}
      <WaitingNumber justSaved={saved?.numberToConfirm === true} />
      <div className={styles.columns}>
        <Card>
          <Form onSubmit={(event) => void submit(event)}>
            <ProfileFields form={form} update={update} region={region} />
            <ProfileActions form={form} update={update} />
          </Form>
        </Card>
        <ProfileFacts profile={profile} />
      </div>
      <LeaveQuestion unsaved={form.formState.isDirty} />
    </Stack>
  );
}

function useProfileForm(profile: Profile, region: string) {
  const toast = useToasts();
  const [saved, setSaved] = useState<ProfileSaved>();
  const form = useForm({
    defaultValues: typedOf(profile, region),
    resolver: resolverOf(inputs.updateMyProfile, (typed: Typed) => ({
      ...typed,
      cellPhone: phoneInput(typed.cellPhone, region),
    })),
  });
  useFormDraft("own profile", form);
  const update = useAct("updateMyProfile", {
    onDone: (value, { name, email, cellPhone }) => {
      setSaved(value);
      form.reset(typedOf({ ...profile, name, email, cellPhone }, region));
      toast({ title: profileWords.saved, tone: "ok" });
    },
  });
  useFollowing(form, profile, region);
  return { form, update, saved };
}

/** What main says later on goes into the fields, unless something is being typed over it. */
function useFollowing(form: ProfileFormState, profile: Profile, region: string): void {
  const { reset, formState } = form;
  const { isDirty } = formState;
  const followed = useRef(profile);
  useEffect(() => {
    if (followed.current === profile) return;
    followed.current = profile;
    if (!isDirty) reset(typedOf(profile, region));
  }, [profile, region, isDirty, reset]);
}

type ProfileFormState = UseFormReturn<Typed, unknown, { name: string; email: string; cellPhone: string | null }>;

interface ProfilePartProps {
  form: ProfileFormState;
  update: Act<"updateMyProfile">;
}

function ProfileFields({ form, update, region }: ProfilePartProps & { region: string }) {
  const formats = useFormats();
  const { errors } = form.formState;
  const { refusal } = update;
  const taken = refusal !== undefined && isAboutEmail(refusal.code) ? refusalWords(refusal, formats) : undefined;
  return (
    <Stack gap={16}>
      <TextField
        label={profileWords.name}
        autoComplete="name"
        {...form.register("name")}
        error={wordsAt("name", errors, update.fieldErrors)}
      />
      <TextField
        label={profileWords.email}
        hint={profileWords.emailHint}
        type="email"
        autoComplete="email"
        spellCheck={false}
        {...form.register("email")}
        error={wordsAt("email", errors, update.fieldErrors) ?? taken}
      />
      <Controller
        control={form.control}
        name="cellPhone"
        render={({ field: { onChange, ...field } }) => (
          <PhoneField
            {...field}
            label={profileWords.cellPhone}
            hint={profileWords.cellPhoneHint}
            optional={profileWords.optional}
            region={region}
            onValueChange={onChange}
            error={wordsAt("cellPhone", errors, update.fieldErrors)}
          />
        )}
      />
    </Stack>
  );
}

function ProfileActions({ form, update }: ProfilePartProps) {
  const { isDirty } = form.formState;
  const undo = () => {
    form.reset();
    update.reset();
  };
  return (
    <div className={styles.footer}>
      <RefusalNotice refusal={update.refusal} saidElsewhere={["bad-input", ...emailRefusals]} />
      <Row gap={12}>
        <Button type="submit" variant="primary" busy={update.busy}>
          {profileWords.update}
        </Button>
        {isDirty && (
          <>
            <Button variant="quiet" onClick={undo}>
              {profileWords.undo}
            </Button>
            <span className={styles.unsaved}>{profileWords.unsaved}</span>
          </>
        )}
      </Row>
    </div>
  );
}

/** Asks before what was typed in the profile is lost by going elsewhere. */
function LeaveQuestion({ unsaved }: { unsaved: boolean }) {
  const { asked, stay, leave } = useRouteGuard(unsaved, isProfile);
  return (
    <ConfirmDialog
      open={asked !== null}
      title={leaveWords.title}
      body={leaveWords.body}
      confirmLabel={leaveWords.leave}
      keepLabel={leaveWords.stay}
      onConfirm={leave}
      onKeep={stay}
    />
  );
}

function isProfile(path: string): boolean {
  return path === "/account" || path.startsWith("/account/profile");
}

/** Who else has the number that was saved. */
function SharedNumber({ saved }: { saved: ProfileSaved }) {
  if (saved.phoneSharedWith === 0) return null;
  return (
    <Notice tone="warn" announce="status">
      {profileWords.shared(saved.phoneSharedWith)}
    </Notice>
  );
}

/** While the number waits for its owner: since it was just saved, or since somebody changed it. */
function WaitingNumber({ justSaved }: { justSaved: boolean }) {
  const security = useRead("getMySecurity", {}).value;
  if (security === undefined || !(justSaved || security.numberWaits)) return null;
  return <NumberToConfirm security={security} />;
}

/** What only a manager can change, and the number that other systems know. */
function ProfileFacts({ profile: { accountType, role, twoFactorId } }: { profile: Profile }) {
  return (
    <Card title={profileWords.facts} description={profileWords.factsAbout}>
      <DescriptionList
        layout="stack"
        items={[
          { term: profileWords.accountType, details: profileWords.accountTypes[accountType] },
          { term: profileWords.role, details: roleNames[role] },
          { term: profileWords.twoFactorId, details: formatTwoFactorId(twoFactorId) },
        ]}
      />
    </Card>
  );
}
