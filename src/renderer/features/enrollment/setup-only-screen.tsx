import { type FormEvent, useRef, useState } from "react";
import { signInWords } from "../../../contract/authentication/messages";
import { setupOnlyWords } from "../../../contract/enrollment/messages";
import { formatDate } from "../../../contract/formats";
import { rebindingWords } from "../../../contract/recovery/messages";
import { frameWords } from "../../../contract/shell/messages";
import { useFormats, usePractice, useSession } from "../../shell/app-state-context";
import { PublicNotices } from "../../shell/public-notices";
import { SignInRefusal } from "../../shell/sign-in/sign-in-refusal";
import { TroubleBanners } from "../../shell/trouble-banners";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { CenteredPage } from "../../ui/centered-page";
import { Form } from "../../ui/form";
import { Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { StayUnlocked } from "../session/stay-unlocked";
import { TwoFactorSetup } from "./two-factor-setup";

/** Signed in, and nothing is reachable before two-factor is set up: started by a manager, or set up again after a reset. */
export function SetupOnlyScreen() {
  const { name, stillStuck } = usePractice();
  const { startedBy, setupCodeNeeded, deadlineAt, appOnly, twoFactor, rebinding } = useSession();
  const formats = useFormats();
  const appMissing = appOnly && twoFactor === "text";
  const signOut = useAct("signOut");
  return (
    <CenteredPage
      size="wide"
      banner={
        <>
          <TroubleBanners />
          <PublicNotices />
        </>
      }
      brand={name}
      title={rebinding !== null ? rebindingWords.title : appMissing ? setupOnlyWords.appTitle : setupOnlyWords.title}
      description={
        <Stack gap={4}>
          {startedBy !== null && <p>{setupOnlyWords.startedBy(startedBy)}</p>}
          {deadlineAt !== null && <p>{setupOnlyWords.overdue(formatDate(deadlineAt, formats))}</p>}
          <p>
            {rebinding !== null
              ? rebindingWords.lead[rebinding]
              : appMissing
                ? setupOnlyWords.appLead
                : setupOnlyWords.lead}
          </p>
        </Stack>
      }
      footer={
        <Stack gap={4} align="center">
          {stillStuck !== null && <span>{signInWords.stillStuck(stillStuck)}</span>}
          <TextLink onClick={() => void signOut.act({})}>{frameWords.signOut}</TextLink>
        </Stack>
      }
    >
      {setupCodeNeeded ? <SetupCodeForm overdue={deadlineAt !== null} /> : <TwoFactorSetup />}
      <StayUnlocked />
    </CenteredPage>
  );
}

/** After a reset, or once it is overdue, the password alone does not enroll a phone: it takes a code besides. */
function SetupCodeForm({ overdue }: { overdue: boolean }) {
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const redeem = useAct("redeemSetupCode", { onRefused: () => field.current?.select() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void redeem.act({ code });
  };
  return (
    <Form
      onSubmit={submit}
      actions={
        <Button type="submit" variant="primary" busy={redeem.busy}>
          {setupOnlyWords.submit}
        </Button>
      }
    >
      <p>{overdue ? setupOnlyWords.codeLeadOverdue : setupOnlyWords.codeLead}</p>
      <TextField
        ref={field}
        label={setupOnlyWords.code}
        hint={setupOnlyWords.codeHint}
        autoComplete="off"
        spellCheck={false}
        mono
        autoFocus
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={redeem.fieldErrors["code"]}
      />
      <SignInRefusal refusal={redeem.refusal} />
    </Form>
  );
}
