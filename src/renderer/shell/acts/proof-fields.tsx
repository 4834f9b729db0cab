import { type ChangeEvent, useEffect, useRef, useState } from "react";
import { passwordFieldWords, proofWords } from "../../../contract/authentication/step-up-messages";
import type { TokenSent } from "../../../contract/messaging/views";
import type { InputOf } from "../../../contract/methods";
import { refusalWords } from "../../../contract/refusal-messages";
import type { AnyRefusal, BridgeRefusal } from "../../../contract/refusals";
import type { Channel } from "../../../contract/vocabulary";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { Row, Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import { TextLink } from "../../ui/text-link";
import { useFormats, useSession } from "../app-state-context";
import { RefusalNotice } from "../refusal-notice";
import { TokenSentNotice } from "../sign-in/token-sent-notice";
import { type FieldErrors, useAct, useRead } from "../wardkey";

/** Own password, and a token where one's two-factor is on: goes with every act on other people's security. */
export type Proof = InputOf<"disableTwoFactor">["proof"];

export const emptyProof: Proof = { password: "", token: null };

export interface ProofFieldsProps {
  value: Proof;
  onChange: (proof: Proof) => void;
  /** Of the act that the proof goes with: what concerns the proof is said at its fields. */
  refusal?: AnyRefusal | BridgeRefusal | undefined;
  fieldErrors?: FieldErrors | undefined;
  /** Under the password, e.g. proofWords.yours("Marcus Webb"). */
  hint?: string | undefined;
  /** The token has as many digits as one's own have. */
  onWhole?: (() => void) | undefined;
}

/** Asks for **Your password** and, where the person has two-factor on, the **Authorization token**. */
export function ProofFields({ value, onChange, refusal, fieldErrors = {}, hint, onWhole }: ProofFieldsProps) {
  const { twoFactor, emergencyUntil } = useSession();
  const said = useProofErrors(refusal);
  const digits = useOwnDigits(onWhole !== undefined);
  const token = useTokenAgain(said.token !== undefined && onWhole !== undefined ? refusal : undefined);
  const onToken = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onChange({ ...value, token: target.value || null });
    if (digitsOf(target.value) === digits && digitsOf(value.token ?? "") !== digits) onWhole?.();
  };
  return (
    <Stack gap={16}>
      <PasswordField
        label={proofWords.password}
        showLabel={passwordFieldWords.show}
        autoComplete="current-password"
        hint={hint}
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
        error={fieldErrors["proof.password"] ?? said.password}
      />
      {/* In emergency access the emergency codes stand for the second factor. */}
      {twoFactor !== "none" && emergencyUntil === null && (
        <>
          <TextField
            ref={token}
            label={proofWords.token}
            hint={proofWords.tokenHint}
            inputMode="numeric"
            autoComplete="one-time-code"
            mono
            value={value.token ?? ""}
            onChange={onToken}
            error={fieldErrors["proof.token"] ?? said.token}
          />
          {twoFactor === "text" && <SendOwnToken />}
        </>
      )}
      {said.general !== undefined && (
        <Notice tone="bad" announce="alert">
          {said.general}
        </Notice>
      )}
    </Stack>
  );
}

const digitsOf = (typed: string) => typed.replace(/\D/g, "").length;

/** How many digits one's own token has; null where that is not known. */
function useOwnDigits(enabled: boolean): number | null {
  const { twoFactor } = useSession();
  const security = useRead("getMySecurity", {}, { enabled: enabled && twoFactor !== "none" }).value;
  const known = twoFactor === "app" ? security?.authenticator?.digits : security?.pendingToken?.digits;
  return known ?? null;
}

/** A token that was refused is marked, so that the next one takes its place. */
function useTokenAgain(refusal: AnyRefusal | BridgeRefusal | undefined) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refusal !== undefined) field.current?.select();
  }, [refusal]);
  return field;
}

function useProofErrors(refusal: AnyRefusal | BridgeRefusal | undefined) {
  const formats = useFormats();
  if (refusal?.code !== "proof-refused") return {};
  const words = refusalWords(refusal, formats);
  const { code } = refusal.because;
  if (code === "wrong-password") return { password: words };
  return code === "locked" || code === "sign-in-ended" ? { general: words } : { token: words };
}

/** Offered only where a token can be sent: the practice has a gateway, and the person a confirmed phone. */
export function SendOwnToken() {
  const security = useRead("getMySecurity", {});
  const [asked, setAsked] = useState<TokenSent>();
  const send = useAct("sendToken", { onDone: setAsked });
  if (!security.value?.hasGateway || security.value.confirmedPhone === null) return null;
  // The reply says "sending"; what became of it comes with the next reading.
  const pending = security.value.pendingToken;
  const sent = asked && pending?.sentAt === asked.sentAt ? pending : asked;
  const press = (channel: Channel) => void send.act({ channel });
  return (
    <Stack gap={8}>
      <Row gap={16}>
        <TextLink onClick={() => press("text")}>{proofWords.text}</TextLink>
        <TextLink onClick={() => press("call")}>{proofWords.call}</TextLink>
      </Row>
      {sent !== undefined && send.refusal === undefined && <TokenSentNotice sent={sent} />}
      <RefusalNotice refusal={send.refusal} />
    </Stack>
  );
}
