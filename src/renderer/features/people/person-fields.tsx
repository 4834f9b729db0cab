import type { ReactNode } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { toE164 } from "../../../contract/fields";
import { accountTypeWords, sharedPhoneWords, addPersonWords as words } from "../../../contract/people/messages";
import { ACCOUNT_TYPES, type AccountType } from "../../../contract/vocabulary";
import { usePractice } from "../../shell/app-state-context";
import { wordsAt } from "../../shell/form-state";
import { PhoneField } from "../../shell/phone-field";
import { type FieldErrors, useRead } from "../../shell/wardkey";
import { Notice } from "../../ui/notice";
import { SelectField } from "../../ui/select-field";
import { TextField } from "../../ui/text-field";

/** As typed: the phone in whatever spelling. */
export interface TypedPerson {
  name: string;
  email: string;
  cellPhone: string;
  accountType: AccountType;
}

export interface PersonFieldsProps {
  fromMain: FieldErrors;
  emailHint?: string | undefined;
  phoneHint: string;
  /** What can be done about an e-mail that was refused. */
  belowEmail?: ReactNode;
  /** Whose own number does not count as shared. */
  except: string | null;
}

/** The fields that adding and editing share; inside a FormProvider. */
export function PersonFields({ fromMain, emailHint, phoneHint, belowEmail, except }: PersonFieldsProps) {
  const { register, control, watch, formState } = useFormContext<TypedPerson>();
  const { region } = usePractice();
  const said = (field: keyof TypedPerson) => wordsAt(field, formState.errors, fromMain);
  return (
    <>
      <TextField label={words.name} autoComplete="off" error={said("name")} {...register("name")} />
      <TextField
        label={words.email}
        type="email"
        hint={emailHint}
        autoComplete="off"
        spellCheck={false}
        error={said("email")}
        {...register("email")}
      />
      {belowEmail}
      <Controller
        control={control}
        name="cellPhone"
        render={({ field: { onChange, ...field } }) => (
          <PhoneField
            {...field}
            label={words.cellPhone}
            hint={phoneHint}
            region={region}
            onValueChange={onChange}
            error={said("cellPhone")}
          />
        )}
      />
      <SharedPhone typed={watch("cellPhone")} except={except} />
      <Controller
        control={control}
        name="accountType"
        render={({ field }) => (
          <SelectField
            label={words.accountType}
            options={ACCOUNT_TYPES.map((accountType) => ({
              value: accountType,
              label: accountTypeWords[accountType],
              description: words.accountTypeAbout[accountType],
            }))}
            value={field.value}
            onValueChange={field.onChange}
            error={said("accountType")}
          />
        )}
      />
    </>
  );
}

/** Warns, and does not forbid, when somebody else has the number that is being typed. */
function SharedPhone({ typed, except }: { typed: string; except: string | null }) {
  const { region } = usePractice();
  const cellPhone = toE164(typed, region);
  const shared = useRead("findSharedPhones", { cellPhone: cellPhone ?? "", except }, { enabled: cellPhone !== null });
  const others = cellPhone === null ? [] : (shared.value ?? []);
  if (others.length === 0) return null;
  return (
    <Notice tone="warn" announce="status">
      {sharedPhoneWords(others)}
    </Notice>
  );
}
