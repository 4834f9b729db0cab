import type { Policy } from "../domain/policy";
import type { GatewayFacts, PracticeSettings } from "../domain/practice-facts";
import { clockStream } from "../domain/streams";
import { type Db, prepared } from "./open";
import { findSettings } from "./settings";

export type Practice = PracticeSettings & {
  readonly vaultId: string;
  readonly workstation: string;
  readonly publicKey: string;
  /** The rules of the 2FA policy; none: nobody is required. */
  readonly policy: Policy;
  readonly textTokensChosen: boolean;
  /** Whether the newest recovery kit was checked by typing a part of it back. */
  readonly kitConfirmed: boolean;
  /** Epoch ms at which the first run was finished; null while it is not. */
  readonly setUpAt: number | null;
  readonly gateway: (GatewayFacts & { readonly secret: string }) | null;
};

type Row = {
  vaultId: string;
  workstation: string;
  publicKey: string;
  name: string;
  region: string;
  timeZone: string;
  setUpAt: number | null;
  kitConfirmed: number | null;
  rules: string | null;
  baseUrl: string | null;
  accountSid: string | null;
  sender: string | null;
  secret: string | null;
};

/** What holds until something is set. */
const INITIAL = {
  stillStuck: null,
  textTokenMinutes: 10,
  digits: 7,
  idleMinutes: 10,
  rememberDays: 0,
  textForApp: false,
} as const;

/** The practice of this vault; undefined only in a vault whose first run never got to its first entry. */
export function findPractice(db: Db): Practice | undefined {
  const row = prepared(
    db,
    `SELECT p.vault_id AS vaultId, p.workstation, w.public_key AS publicKey, p.name, p.region, p.time_zone AS timeZone,
       p.set_up_at AS setUpAt, (SELECT min(confirmed) FROM kits) AS kitConfirmed, r.rules,
       g.url AS baseUrl, g.sid AS accountSid, g.sender, g.secret
     FROM practice p JOIN workstations w ON w.id = p.workstation
     LEFT JOIN policies r LEFT JOIN gateways g LIMIT 1`,
  ).get() as Row | undefined;
  if (row === undefined) return undefined;
  const { vaultId, workstation, publicKey, setUpAt, rules, name, region, timeZone } = row;
  const settings = findSettings(db);
  const set = settings ?? { ...INITIAL, name, region, timeZone };
  return {
    ...{ vaultId, workstation, publicKey, setUpAt },
    kitConfirmed: row.kitConfirmed === 1,
    policy: rules === null ? [] : (JSON.parse(rules) as Policy),
    gateway: toGateway(row),
    ...set,
    textTokensChosen: settings !== undefined,
  };
}

function toGateway({ baseUrl, accountSid, sender, secret }: Row): Practice["gateway"] {
  if (baseUrl === null || accountSid === null || sender === null || secret === null) return null;
  return { baseUrl, accountSid, sender, secret };
}

/** What is added to the clock of a workstation's computer, ms, and since when; nothing where it was never corrected. */
export function findClockCorrection(db: Db, workstation: string): { readonly ms: number; readonly at: number | null } {
  const row = prepared(db, "SELECT correction AS ms, corrected_at AS at FROM clocks WHERE owner = ?").get(
    clockStream(workstation),
  );
  return (row as { ms: number; at: number | null } | undefined) ?? { ms: 0, at: null };
}

/** The practice, where the vault is known to have one: everywhere but while it is set up. */
export function thePractice(db: Db): Practice {
  const practice = findPractice(db);
  if (practice === undefined) throw new Error("a vault without a practice");
  return practice;
}
