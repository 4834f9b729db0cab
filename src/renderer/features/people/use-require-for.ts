import { useState } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import type { Selected } from "../../shell/acts/bulk";
import { useKept, useKeptState } from "../../shell/kept-state";
import type { RefusalOf } from "../../shell/wardkey";
import { call } from "../../shell/wardkey";
import { everyoneBy, inTwoWeeks, POLICY_DRAFT, type PolicyDraft, untouched, withRule } from "../policy/policy-draft";

/** "Require for 12 people": a draft of a rule for them on the screen Policy, where it is previewed before it is saved. */
export function useRequireFor() {
  const [, go] = useHashLocation();
  const draftNow = useKept<PolicyDraft>(POLICY_DRAFT, untouched);
  const [, change] = useKeptState<PolicyDraft>(POLICY_DRAFT, untouched);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<RefusalOf<"listSelected"> | RefusalOf<"getPolicy">>();
  const start = async (selected: Selected) => {
    setBusy(true);
    setRefusal(undefined);
    const [people, policy] = await Promise.all([call("listSelected", selected), call("getPolicy", {})]);
    setBusy(false);
    if (!people.ok) return setRefusal(people.refusal);
    if (!policy.ok) return setRefusal(policy.refusal);
    const rule = everyoneBy(inTwoWeeks(policy.value.todayOn));
    const ids = people.value.map(({ id }) => id);
    change(withRule(draftNow(), policy.value, { ...rule, applies: { to: "people", people: ids } }, people.value));
    go("/policy");
  };
  return { go: (selected: Selected) => void start(selected), busy, refusal };
}
