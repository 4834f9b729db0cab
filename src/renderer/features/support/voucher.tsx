import { type KeyboardEvent, useEffect, useState } from "react";
import { passwordFieldWords } from "../../../contract/authentication/step-up-messages";
import { formatCountdown } from "../../../contract/formats";
import { identityWords as words } from "../../../contract/support/messages";
import type { Vouching } from "../../../contract/support/views";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useNow } from "../../shell/use-now";
import { useAct } from "../../shell/wardkey";
import { Button } from "../../ui/button";
import { firstUnfilled } from "../../ui/go-on";
import { Notice } from "../../ui/notice";
import { PasswordField } from "../../ui/password-field";
import { Row, Stack } from "../../ui/stack";
import { TextField } from "../../ui/text-field";
import type { AboutToHelp } from "./help-draft";
import type { Identifying } from "./use-identity";

/** A second person, beside the helper. */
export function Voucher({ identifying }: { identifying: Identifying }) {
  const { about, vouching, vouched, type, lacks } = identifying;
  if (vouching !== null) return <Vouched vouching={vouching} onOver={() => type({ vouched: null })} />;
  if (about === undefined) return <Notice tone="info">{words.vouchLater}</Notice>;
  return <VoucherFields key={JSON.stringify(about)} about={about} lacks={lacks} onVouched={vouched} />;
}

interface VoucherFieldsProps {
  about: AboutToHelp;
  lacks: boolean;
  onVouched: (vouching: Vouching) => void;
}

/** Their own e-mail and password. Nothing typed here outlives it. */
function VoucherFields({ about, lacks, onVouched }: VoucherFieldsProps) {
  const [typed, setTyped] = useState({ email: "", password: "" });
  const vouch = useAct("vouchFor", { onDone: onVouched });
  const send = () => void vouch.act({ ...about, parameters: { ...about.parameters }, ...typed });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    // They lie in the helper's form, which is sent by Enter too.
    event.preventDefault();
    const next = firstUnfilled(event.currentTarget);
    if (next === undefined) send();
    else next.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter of the fields inside, caught once
    <div onKeyDown={onKeyDown}>
      <Stack gap={12}>
        <TextField
          label={words.voucherEmail}
          type="email"
          autoComplete="off"
          spellCheck={false}
          value={typed.email}
          onChange={(event) => setTyped({ ...typed, email: event.target.value })}
          error={vouch.fieldErrors["email"]}
        />
        <PasswordField
          label={words.voucherPassword}
          hint={words.voucherHint}
          showLabel={passwordFieldWords.show}
          autoComplete="off"
          value={typed.password}
          onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          error={vouch.fieldErrors["password"]}
        />
        <Row>
          <Button busy={vouch.busy} onClick={send}>
            {words.vouch}
          </Button>
        </Row>
        <RefusalNotice refusal={vouch.refusal} saidElsewhere={["bad-input"]} />
        {lacks && vouch.refusal === undefined && (
          <Notice tone="bad" announce="alert">
            {words.vouchMissing}
          </Notice>
        )}
      </Stack>
    </div>
  );
}

function Vouched({ vouching, onOver }: { vouching: Vouching; onOver: () => void }) {
  const left = vouching.until - useNow();
  const isOver = left <= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the time is over
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver]);
  return (
    <Notice tone="ok" title={words.vouchedBy(vouching.by.name)}>
      {words.left(formatCountdown(left))}
    </Notice>
  );
}
