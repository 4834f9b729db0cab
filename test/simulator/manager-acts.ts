import type { InputOf, Method } from "../../src/contract/methods";
import { type Result, refuse } from "../../src/contract/result";
import { type ApprovedAct, CLOCK_CORRECTION_MAX_MS } from "../../src/contract/vocabulary";
import { recordEvent } from "../../src/main/core/context";
import { settingsOf } from "../../src/main/core/settings/settings";
import { findHead } from "../../src/main/core/store/ledger/ledger";
import { immediately } from "../../src/main/core/store/open";
import { thePractice } from "../../src/main/core/store/practice";
import { emailOf, NEWCOMERS, newPerson, type Person } from "./people";
import { comesIn, proofOf } from "./sign-ins";
import { call, type Window } from "./simulation";
import { given, roleAt, wordsOf } from "./support-acts";
import { appOf, attempt, type Workstation } from "./workstation";

/* What managers decide, a second one beside them where it takes two. */

type Answer = Result<unknown, { readonly code: string; readonly because?: unknown }>;
type Proof = ReturnType<typeof proofOf>;
type Asked = { readonly act: ApprovedAct; readonly parameters: InputOf<"askApproval">["parameters"] };

/** Does it; where it takes a second manager, one comes to the workstation and approves it, mostly. */
async function decides(
  window: Window,
  manager: Person,
  asked: Asked,
  act: (proof: Proof) => Promise<Answer>,
): Promise<Answer> {
  const first = await act(proofOf(window, manager));
  if (first.ok || first.refusal.because !== "second-manager") return first;
  await call(window, "stepUp", { password: manager.password ?? "" });
  const answer = await call(window, "askApproval", asked);
  const second = window.simulation.people.find((one) => one !== manager && roleAt(window, one) === "manager");
  if (!answer.ok || second === undefined || window.simulation.chance.happens(0.2)) return first;
  const typed = proofOf(window, second);
  const { id: approval } = answer.value;
  const approved = await call(window, "approveAct", {
    approval,
    email: second.email,
    password: typed.password,
    token: typed.token ?? "0",
  });
  return approved.ok ? act(proofOf(window, manager)) : first;
}

type OnPerson = (window: Window, manager: Person, person: Person) => Promise<Answer>;

function onPerson<M extends Method & ApprovedAct>(
  method: M,
  more: (window: Window, person: Person) => object,
  then = (_window: Window, _person: Person, _value: unknown) => {},
): OnPerson {
  return async (window, manager, person) => {
    const parameters = { account: person.account, reason: "agreed", ...more(window, person) };
    const answer = await decides(window, manager, { act: method, parameters }, (proof) =>
      // The contract's own schema reads it.
      call(window, method, { ...parameters, proof } as unknown as InputOf<M>),
    );
    if (answer.ok) then(window, person, answer.value);
    return answer;
  };
}

const deactivates = onPerson("deactivatePerson", () => ({}));
const reactivates = onPerson(
  "reactivatePerson",
  () => ({}),
  (window, person, value) => {
    person.setupCode = given(window, (value as { readonly code: string }).code);
  },
);

const managerActs = {
  "adds somebody": async (window, manager) => {
    const { chance, people } = window.simulation;
    const name = chance.pick(NEWCOMERS);
    await call(window, "stepUp", { password: manager.password ?? "" });
    const role = chance.pick(["member", "member", "support"] as const);
    const facts = { name, email: emailOf(name), cellPhone: null, accountType: "staff", role } as const;
    const added = await call(window, "addPerson", facts);
    if (added.ok) people.push(newPerson(name, added.value.account.id, given(window, added.value.code)));
    return added;
  },
  "edits somebody": onPerson("editPerson", ({ simulation: { chance } }, { name, email }) => ({
    name,
    email: chance.happens(0.3) ? emailOf(chance.pick(NEWCOMERS)) : email,
    cellPhone: chance.pick([null, `+1415555${chance.between(2000, 2999)}`]),
    accountType: chance.pick(["staff", "provider"]),
  })),
  "changes a role": onPerson("changeRole", ({ simulation: { chance } }) => ({
    role: chance.pick(["manager", "support", "auditor", "member"]),
  })),
  "deactivates somebody": deactivates,
  "reactivates somebody": async (window, manager, person) => {
    // Often it is taken back at once: somebody pressed the wrong row.
    if (window.simulation.chance.happens(0.6)) await deactivates(window, manager, person);
    return reactivates(window, manager, person);
  },
  "exempts somebody": onPerson("exemptPerson", ({ at, simulation: { chance } }) => ({
    untilOn: new Date(appOf(at).context.clock.now() + chance.between(1, 60) * 86_400_000).toISOString().slice(0, 10),
  })),
  "ends an exemption": async (window, manager, { account }) =>
    call(window, "endExemption", { account, reason: "agreed", proof: proofOf(window, manager) }),
  "changes the policy": async (window, manager) => {
    const { chance } = window.simulation;
    const day = new Date(appOf(window.at).context.clock.now() + chance.between(-2, 40) * 86_400_000);
    const rule = {
      id: null,
      applies: chance.pick([{ to: "everyone" }, { to: "account-type", accountType: "staff" }] as const),
      fromOn: day.toISOString().slice(0, 10),
      graceDays: chance.pick([0, 7, 30]),
      methods: chance.pick(["app-only", "app-and-text"] as const),
    };
    const parameters = { rules: chance.happens(0.2) ? [] : [rule], reason: "agreed" };
    return decides(window, manager, { act: "changePolicy", parameters }, (proof) =>
      call(window, "changePolicy", { ...parameters, proof }),
    );
  },
  "changes a setting": async (window, manager) => {
    const { chance } = window.simulation;
    const { name: practiceName, ...settings } = settingsOf(thePractice(appOf(window.at).context.db));
    const changed = chance.pick([
      { digits: chance.pick([6, 7, 8] as const) },
      { idleMinutes: chance.pick([5, 10, 30]) },
      { rememberDays: chance.pick([0, 7, 30]) },
      { textTokenMinutes: chance.pick([10, "never"] as const) },
    ]);
    const parameters = { practiceName, ...settings, region: "US", ...changed } as const;
    return decides(window, manager, { act: "updateSettings", parameters }, (proof) =>
      call(window, "updateSettings", { ...parameters, proof }),
    );
  },
  "corrects the clock": async (window, manager) => {
    const { context } = appOf(window.at);
    const correctionMs = window.simulation.now - window.at.computer.clock.now();
    if (Math.abs(correctionMs) > CLOCK_CORRECTION_MAX_MS) return refuse({ code: "too-far" });
    const parameters = { correctionMs, reason: `it is off at ${context.workstation}` };
    return decides(window, manager, { act: "correctClock", parameters }, (proof) =>
      call(window, "correctClock", { ...parameters, proof }),
    );
  },
} satisfies Readonly<Record<string, OnPerson>>;
export type ManagerAct = keyof typeof managerActs;

export async function manages(window: Window, manager: Person, person: Person, act: ManagerAct): Promise<void> {
  if (!(await comesIn(window, manager))) return;
  const answer = await managerActs[act](window, manager, person);
  window.simulation.say(
    `${manager.name} at ${window.at.name}: ${act}${act === "adds somebody" ? "" : `, ${person.name}`}, ${answer.ok ? "done" : wordsOf(answer.refusal)}`,
  );
}

/** No method does it yet: an entry, as a manager who is in front of a workstation would leave it. */
export async function removesWorkstation(window: Window, manager: Person, other: Workstation): Promise<void> {
  if (!(await comesIn(window, manager))) return;
  const { context } = appOf(window.at);
  const acceptedUpTo = findHead(context.db, other.id)?.seq ?? 0;
  const data = { workstation: other.id, name: other.name, acceptedUpTo, reason: "stolen" };
  attempt(window.at, window.simulation.report, "removing a workstation", () =>
    immediately(context.db, () =>
      recordEvent(context, manager.account, { kind: "workstation-removed", subject: null, data }),
    ),
  );
  window.simulation.say(
    `${manager.name} at ${window.at.name}: removes ${other.name}, which is accepted up to ${acceptedUpTo}`,
  );
}
