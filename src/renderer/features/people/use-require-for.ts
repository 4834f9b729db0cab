import { useState } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { useKept, useKeptState } from "../../shell/kept-state";
import type { RefusalOf } from "../../shell/wardkey";
import { call } from "../../shell/wardkey";
import {
  everyoneBy,
  inTwoWeeks,
  REQUIREMENT_DRAFT,
  type RequirementDraft,
  untouched,
  withRule,
} from "../policy/policy-draft";
import type { Selected } from "./people-selection";

/** "Require for 12 people": a draft of a rule for them on the screen Requirement, where it is rehearsed before it is saved. */
export function useRequireFor() {
  const [, go] = useHashLocation();
  const draftNow = useKept<RequirementDraft>(REQUIREMENT_DRAFT, untouched);
  const [, change] = useKeptState<RequirementDraft>(REQUIREMENT_DRAFT, untouched);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<RefusalOf<"listSelected"> | RefusalOf<"getRequirement">>();
  const start = async (selected: Selected) => {
    setBusy(true);
    setRefusal(undefined);
    const [people, requirement] = await Promise.all([call("listSelected", selected), call("getRequirement", {})]);
    setBusy(false);
    if (!people.ok) return setRefusal(people.refusal);
    if (!requirement.ok) return setRefusal(requirement.refusal);
    const rule = everyoneBy(inTwoWeeks(requirement.value.todayOn));
    const ids = people.value.map(({ id }) => id);
    change(withRule(draftNow(), requirement.value, { ...rule, applies: { to: "people", people: ids } }, people.value));
    go("/requirement");
  };
  return { go: (selected: Selected) => void start(selected), busy, refusal };
}
