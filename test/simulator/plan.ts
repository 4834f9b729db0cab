import { type Chance, chanceOf } from "./chance";

/*
 * What a seed turns on. Each leaves some of it out, so that what is left comes up more often: histories in which everything
 * happens a little never come by what takes much of one thing.
 */

/** What happens in a step, with how often it does where it is turned on. */
const OFTEN = {
  // People at a workstation
  "comes and goes": 14,
  "stays signed in": 3,
  "mistypes the password": 6,
  "mistypes the token": 6,
  "guesses on and on": 3,
  "guesses at nobody": 2,
  "comes with a recovery code": 3,
  "comes with a bypass code": 3,
  "begins with a setup code": 5,
  "changes their password": 2,
  "edits their profile": 2,
  "makes recovery codes": 2,
  "sets a backup password": 1,
  "turns two-factor off": 1,
  "sets the app up": 3,
  "asks for help": 1,
  // Who helps
  "unlocks somebody": 5,
  "gives a bypass code": 3,
  "gives a setup code": 3,
  "resets two-factor": 2,
  "replaces a phone": 2,
  // Managers
  "adds somebody": 4,
  "edits somebody": 3,
  "changes a role": 5,
  "deactivates somebody": 4,
  "reactivates somebody": 4,
  "changes the policy": 2,
  "exempts somebody": 2,
  "ends an exemption": 1,
  "changes a setting": 2,
  "corrects the clock": 1,
  "removes a workstation": 1,
  // The wire
  "hands on": 26,
  "carries out what is under way": 30,
  "cuts off": 3,
  "joins again": 3,
  // The machines
  "time passes": 8,
  "the app ticks": 6,
  "sets a clock": 2,
  "fills a disk": 2,
  "frees a disk": 3,
  "loses heads": 1,
  crashes: 3,
  "crashes in between": 3,
  "puts a copy back": 2,
} as const;
export type Happening = keyof typeof OFTEN;

/** Always on: without them nothing goes on. */
const NEEDED: ReadonlySet<Happening> = new Set<Happening>([
  "comes and goes",
  "hands on",
  "carries out what is under way",
  "time passes",
  "frees a disk",
  "joins again",
]);

export type Clocks = "alike" | "drifting" | "off by minutes" | "off by years";

export type Plan = {
  readonly workstations: number;
  readonly clocks: Clocks;
  /** Whether phones go by the true time, or by the clock of the workstation that they are used at. */
  readonly phones: "true time" | "workstation";
  readonly happens: Readonly<Record<Happening, number>>;
  readonly wire: {
    /** Shares of what is handed on. */
    readonly lost: number;
    readonly repeated: number;
    readonly withoutSecrets: number;
    /** How many entries at most go in one piece. */
    readonly piece: number;
  };
};

/** What the history of a seed is made of. */
export function planOf(seed: string): Plan {
  const chance = chanceOf(`plan ${seed}`);
  const { pick, happens } = chance;
  return {
    workstations: pick([1, 2, 2, 2, 3, 3, 3, 4]),
    clocks: pick(["alike", "alike", "drifting", "drifting", "off by minutes", "off by years"]),
    phones: pick(["true time", "workstation", "workstation"]),
    happens: turnedOn(chance),
    wire: {
      lost: pick([0, 0, 0.2, 0.5]),
      repeated: pick([0, 0.2, 0.5]),
      withoutSecrets: happens(0.3) ? 0.3 : 0,
      piece: pick([1, 3, 10, 1000]),
    },
  };
}

function turnedOn({ happens, pick }: Chance): Plan["happens"] {
  const entries = Object.entries(OFTEN) as [Happening, number][];
  return Object.fromEntries(
    entries.map(([name, weight]) => [name, !NEEDED.has(name) && happens(0.35) ? 0 : weight * pick([0.5, 1, 1, 3])]),
  ) as Record<Happening, number>;
}
