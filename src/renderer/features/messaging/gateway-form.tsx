import { useEffect } from "react";
import type { UseFormRegister } from "react-hook-form";
import { inputs } from "../../../contract/inputs";
import type { GatewayView } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import { settingsWords, gatewayWords as words } from "../../../contract/settings/messages";
import { ActDialog } from "../../shell/acts/act-dialog";
import { concernsForm, useAskedForm } from "../../shell/asked-form";
import { wordsAt } from "../../shell/form-state";
import { type FieldErrors, useAct } from "../../shell/wardkey";
import { ExplainedButton } from "../../ui/explained-button";
import { Form } from "../../ui/form";
import { PasswordField } from "../../ui/password-field";
import { TextField } from "../../ui/text-field";
import { useToasts } from "../../ui/toasts";

const schema = inputs.saveGateway.omit({ proof: true });

type NewGateway = Omit<InputOf<"saveGateway">, "proof">;
/** As typed; an empty token keeps the stored one. */
type Typed = Record<"baseUrl" | "accountSid" | "token" | "sender", string>;

export interface GatewayFormProps {
  gateway: GatewayView | null;
  onDirty: (dirty: boolean) => void;
}

export function GatewayForm({ gateway, onDirty }: GatewayFormProps) {
  const { form, isDirty, asking, fromMain, ask, close, refuse } = useAskedForm<Typed, typeof schema>({
    defaultValues: {
      baseUrl: gateway?.baseUrl ?? "",
      accountSid: gateway?.accountSid ?? "",
      token: "",
      sender: gateway?.sender ?? "",
    },
    schema,
    toInput: (typed) => ({ ...trimmed(typed), token: typed.token.trim() || null }),
    onDirty,
    name: "gateway",
    secret: ["token"],
  });
  const said = (field: keyof Typed) => wordsAt(field, form.formState.errors, fromMain);
  const submit = form.handleSubmit((next) => {
    if (next.token === null && !isSameGateway(gateway, next)) form.setError("token", { message: "missing" });
    else ask(next);
  });
  return (
    <>
      <Form
        onSubmit={(event) => void submit(event)}
        actions={
          <ExplainedButton
            type="submit"
            variant="primary"
            disabledReason={isDirty ? undefined : settingsWords.unchanged}
          >
            {settingsWords.save}
          </ExplainedButton>
        }
      >
        <GatewayFields
          register={form.register}
          said={said}
          tokenHint={gateway === null ? words.tokenHint : words.tokenKept}
        />
      </Form>
      {asking !== undefined && (
        <SaveGatewayDialog
          next={asking}
          onSaved={() => {
            form.resetField("token");
            close();
          }}
          onRefused={refuse}
          onClose={close}
        />
      )}
    </>
  );
}

interface GatewayFieldsProps {
  register: UseFormRegister<Typed>;
  said: (field: keyof Typed) => string | undefined;
  tokenHint: string;
}

function GatewayFields({ register, said, tokenHint }: GatewayFieldsProps) {
  return (
    <>
      <TextField
        label={words.baseUrl}
        hint={words.baseUrlHint}
        inputMode="url"
        spellCheck={false}
        mono
        error={said("baseUrl")}
        {...register("baseUrl")}
      />
      <TextField
        label={words.accountSid}
        autoComplete="off"
        spellCheck={false}
        mono
        error={said("accountSid")}
        {...register("accountSid")}
      />
      <PasswordField
        label={words.token}
        hint={tokenHint}
        showLabel={words.show}
        autoComplete="off"
        error={said("token")}
        {...register("token")}
      />
      <TextField
        label={words.sender}
        hint={words.senderHint}
        autoComplete="off"
        spellCheck={false}
        error={said("sender")}
        {...register("sender")}
      />
    </>
  );
}

function trimmed({ baseUrl, accountSid, sender }: Typed): Omit<Typed, "token"> {
  return { baseUrl: baseUrl.trim(), accountSid: accountSid.trim(), sender: sender.trim() };
}

/** A stored token goes to no other address or account than the one it was typed for; main insists too. */
function isSameGateway(before: GatewayView | null, after: NewGateway): boolean {
  return before !== null && before.baseUrl === after.baseUrl && before.accountSid === after.accountSid;
}

interface SaveGatewayDialogProps {
  next: NewGateway;
  onSaved: () => void;
  onRefused: (said: FieldErrors) => void;
  onClose: () => void;
}

function SaveGatewayDialog({ next, onSaved, onRefused, onClose }: SaveGatewayDialogProps) {
  const toast = useToasts();
  const save = useAct("saveGateway", {
    onDone: () => {
      toast({ title: words.saved });
      onSaved();
    },
  });
  const { fieldErrors } = save;
  useEffect(() => {
    if (concernsForm(fieldErrors)) onRefused(fieldErrors);
  }, [fieldErrors, onRefused]);
  return (
    <ActDialog
      title={words.saveTitle}
      effect={words.saveLead}
      confirmLabel={settingsWords.save}
      asksReason={false}
      busy={save.busy}
      refusal={save.refusal}
      fieldErrors={fieldErrors}
      approval={{ act: "saveGateway", parameters: next }}
      onAct={({ proof }) => void save.act({ ...next, proof })}
      onClose={onClose}
    />
  );
}
