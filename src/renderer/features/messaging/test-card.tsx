import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { formatPhone } from "../../../contract/fields";
import { inputs } from "../../../contract/inputs";
import type { TestOutcome } from "../../../contract/messaging/views";
import { channelWords } from "../../../contract/people/person-messages";
import { failureWords, testWords as words } from "../../../contract/settings/messages";
import { CHANNELS, type Channel } from "../../../contract/vocabulary";
import { usePractice } from "../../shell/app-state-context";
import { useFormDraft } from "../../shell/drafts";
import { phoneInput, resolverOf, wordsAt } from "../../shell/form-state";
import { PhoneField } from "../../shell/phone-field";
import { RefusalNotice } from "../../shell/refusal-notice";
import { useAct, useRead } from "../../shell/wardkey";
import { Card } from "../../ui/card";
import { ExplainedButton } from "../../ui/explained-button";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { RadioGroup } from "../../ui/radio-group";

interface Typed {
  channel: Channel;
  to: string;
}

/** One text or one call, to see whether the gateway works. */
export function TestCard({ hasGateway }: { hasGateway: boolean }) {
  const { region } = usePractice();
  const mine = useRead("getMyProfile", {}).value?.cellPhone ?? null;
  const [came, setCame] = useState<TestOutcome & { channel: Channel }>();
  const send = useAct("sendTest", { onDone: (outcome, { channel }) => setCame({ ...outcome, channel }) });
  const form = useForm({
    // One's own phone is at hand, until another is typed.
    values: { channel: "text" as Channel, to: mine === null ? "" : formatPhone(mine, region) },
    resetOptions: { keepDirtyValues: true },
    resolver: resolverOf(inputs.sendTest, (typed: Typed) => ({ ...typed, to: phoneInput(typed.to, region) ?? "" })),
  });
  useFormDraft("test", form);
  const { errors } = form.formState;
  const submit = form.handleSubmit((input) => {
    setCame(undefined);
    return send.act(input);
  });
  return (
    <Card title={words.title} description={words.about}>
      <Form
        onSubmit={(event) => void submit(event)}
        actions={
          <ExplainedButton type="submit" busy={send.busy} disabledReason={hasGateway ? undefined : words.needsGateway}>
            {words.send}
          </ExplainedButton>
        }
      >
        <Controller
          control={form.control}
          name="to"
          render={({ field: { onChange, ...field } }) => (
            <PhoneField
              {...field}
              label={words.to}
              hint={words.toHint}
              region={region}
              onValueChange={onChange}
              error={wordsAt("to", errors, send.fieldErrors)}
            />
          )}
        />
        <Controller
          control={form.control}
          name="channel"
          render={({ field }) => (
            <RadioGroup
              label={words.channel}
              options={CHANNELS.map((channel) => ({ value: channel, label: channelWords[channel] }))}
              value={field.value}
              onValueChange={field.onChange}
            />
          )}
        />
        {came !== undefined && <Outcome came={came} />}
        <RefusalNotice refusal={send.refusal} saidElsewhere={["bad-input"]} />
      </Form>
    </Card>
  );
}

function Outcome({ came }: { came: TestOutcome & { channel: Channel } }) {
  if (came.sent) {
    return (
      <Notice tone="ok" announce="status">
        {words.sent[came.channel]}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" announce="alert" title={words.failed}>
      {failureWords(came)}
    </Notice>
  );
}
