import { type Chance, chanceOf } from "./chance";

/*
 * What a seed turns on. Each leaves some of it out, so that what is left comes up more often: histories in which everything
 * happens a little never come by what takes much of one thing.
 */

/** What happens in a step, with how often it does where it is turned on. */
const OFTEN = {
  // People at a workstation
  "comes and goes": 5,
  "goes from room to room": 5,
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
  "changes a role": 6,
  "deactivates somebody": 4,
  "reactivates somebody": 4,
  "changes the policy": 2,
  "exempts somebody": 2,
  "ends an exemption": 1,
  "changes a setting": 2,
  "corrects the clock": 1,
  "removes a workstation": 0.5,
  // The wire
  "hands on": 13,
  "carries out what is under way": 15,
  "cuts off": 3,
  "joins again": 3,
  // The machines
  "time passes": 5,
  "the app ticks": 3,
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
  "time passes",
  "frees a disk",
  "joins again",
]);

const WIRE: ReadonlySet<Happening> = new Set<Happening>(["hands on", "carries out what is under way"]);

export type Clocks = "alike" | "off by seconds" | "drifting" | "off by minutes" | "off by years";

export type Plan = {
  readonly workstations: number;
  readonly clocks: Clocks;
  /** Whether phones go by the true time, or by the clock of the workstation that they are used at. */
  readonly phones: "true time" | "workstation";
  /** Whom it is mostly about, by their numbers among those who are there from the beginning. */
  readonly about: readonly number[];
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
  const clocks = pick([
    "alike",
    "off by seconds",
    "off by seconds",
    "drifting",
    "drifting",
    "off by minutes",
    "off by years",
  ] as const);
  return {
    workstations: pick([1, 2, 2, 2, 3, 3, 3, 4]),
    clocks,
    // Where clocks are off by seconds, what a phone shows fits everywhere.
    phones: clocks === "off by seconds" ? "true time" : pick(["true time", "workstation", "workstation"]),
    about: Array.from({ length: pick([1, 1, 1, 2, 4]) }, () => chance.below(8)),
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
  const off = pick([0.3, 0.6, 0.8]);
  // Some are apart until the end, and some hear of everything at once.
  const wire = pick([0, 0.2, 1, 1, 3]);
  const weightOf = (name: Happening) => {
    if (WIRE.has(name)) return OFTEN[name] * wire;
    return !NEEDED.has(name) && happens(off) ? 0 : OFTEN[name] * pick([0.5, 1, 1, 3]);
  };
  const names = Object.keys(OFTEN) as Happening[];
  return Object.fromEntries(names.map((name) => [name, weightOf(name)])) as Record<Happening, number>;
}
