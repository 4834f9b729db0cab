import type { InputOf, Method, Reply } from "../../src/contract/methods";
import type { Chance } from "./chance";
import type { Person } from "./people";
import type { Plan } from "./plan";
import type { Wire } from "./wire";
import { callAt, type Workstation } from "./workstation";

/** One history while it is played. */
export type Simulation = {
  readonly chance: Chance;
  readonly plan: Plan;
  readonly workstations: readonly Workstation[];
  readonly people: Person[];
  readonly wire: Wire;
  /** The true time, epoch ms. */
  now: number;
  /** Says in plain words what happens. */
  readonly say: (line: string) => void;
  /** What is not as it should be. */
  readonly report: (what: string) => void;
  /** Passwords, keys and codes that people have chosen or been given: no ledger may hold one. */
  readonly secrets: Set<string>;
};

/** A window at a workstation, with somebody in front of it. */
export type Window = { readonly simulation: Simulation; readonly at: Workstation };

/** Time passes everywhere; what drifts, drifts. */
export function passes(simulation: Simulation, ms: number): void {
  simulation.now += ms;
  for (const { computer, drift } of simulation.workstations.map((one) => ({
    ...one,
    drift: driftOf(simulation, one),
  }))) {
    computer.clock.advance(ms);
    if (drift !== 0) computer.clock.set(computer.clock.now() + Math.round(ms * drift));
  }
}

/** Some run fast and some slow, by up to two minutes a day. */
function driftOf({ plan, workstations }: Simulation, workstation: Workstation): number {
  if (plan.clocks !== "drifting") return 0;
  return [0.001, -0.0014, 0.0007, -0.0003][workstations.indexOf(workstation)] ?? 0;
}

/** A call of the window; people take some seconds for each. */
export function call<M extends Method>({ simulation, at }: Window, method: M, input: InputOf<M>): Promise<Reply<M>> {
  passes(simulation, simulation.chance.between(1, 9) * 1000);
  return callAt(at, simulation.report, method, input);
}
