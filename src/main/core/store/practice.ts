import type { Digits } from "../../../contract/vocabulary";
import type { GatewayFacts, PracticeSettings } from "../domain/events";
import type { Policy } from "../domain/policy";
import { isKind } from "./ledger/lift";
import { type Db, prepared } from "./open";

export type Practice = PracticeSettings & {
  readonly vaultId: string;
  readonly workstation: string;
  readonly publicKey: string;
  /** The rules of the 2FA policy; none: nobody is required. */
  readonly policy: Policy;
  readonly textTokensChosen: boolean;
  readonly kit: string | null;
  readonly kitConfirmed: boolean;
  /** Epoch ms at which the first run was finished; null while it is not. */
  readonly setUpAt: number | null;
  readonly gateway: (GatewayFacts & { readonly secret: string }) | null;
};

type Row = {
  vault_id: string;
  workstation: string;
  public_key: string;
  name: string;
  region: string;
  time_zone: string;
  still_stuck: string | null;
  text_token_minutes: number | null;
  digits: Digits;
  idle_minutes: number;
  remember_days: number;
  text_for_app: number;
  policy: string;
  text_tokens_chosen: number;
  kit: string | null;
  kit_confirmed: number;
  founded_at: number | null;
  gateway_url: string | null;
  gateway_sid: string | null;
  gateway_sender: string | null;
  gateway_secret: string | null;
};

/** The practice of this vault; undefined only in a vault whose first run never got to its first entry. */
export function findPractice(db: Db): Practice | undefined {
  const row = prepared(db, "SELECT * FROM practice WHERE owner = ''").get() as Row | undefined;
  if (row === undefined) return undefined;
  return {
    vaultId: row.vault_id,
    workstation: row.workstation,
    publicKey: row.public_key,
    name: row.name,
    region: row.region,
    timeZone: row.time_zone,
    stillStuck: row.still_stuck,
    textTokenMinutes: row.text_token_minutes ?? "never",
    digits: row.digits,
    idleMinutes: row.idle_minutes,
    rememberDays: row.remember_days,
    textForApp: row.text_for_app === 1,
    policy: JSON.parse(row.policy) as Policy,
    textTokensChosen: row.text_tokens_chosen === 1,
    kit: row.kit,
    kitConfirmed: row.kit_confirmed === 1,
    setUpAt: row.founded_at,
    gateway: toGateway(row),
  };
}

function toGateway(row: Row): Practice["gateway"] {
  const { gateway_url: baseUrl, gateway_sid: accountSid, gateway_sender: sender, gateway_secret: secret } = row;
  if (baseUrl === null || accountSid === null || sender === null || secret === null) return null;
  return { baseUrl, accountSid, sender, secret };
}

/** What is added to the computer's clock, ms, and since when; nothing in a vault whose clock was never corrected. */
export function findClockCorrection(db: Db): { readonly ms: number; readonly at: number | null } {
  const row = prepared(
    db,
    "SELECT clock_correction AS ms, clock_corrected_at AS at FROM practice WHERE owner = ''",
  ).get();
  return (row as { ms: number; at: number | null } | undefined) ?? { ms: 0, at: null };
}

/** The practice, where the vault is known to have one: everywhere but while it is set up. */
export function thePractice(db: Db): Practice {
  const practice = findPractice(db);
  if (practice === undefined) throw new Error("a vault without a practice");
  return practice;
}

/** What the ledger itself says about the practice, where its table may have been written by somebody else. */
export function findPracticeSetup(
  db: Db,
): { readonly vaultId: string; readonly workstation: string; readonly isSetUp: boolean } | undefined {
  const first = prepared(
    db,
    `SELECT workstation, data ->> '$.facts.vaultId' AS vaultId FROM ledger
     WHERE ${isKind("kind", "practice-created")} ORDER BY place LIMIT 1`,
  ).get() as { workstation: string; vaultId: string } | undefined;
  if (first === undefined) return undefined;
  const finished = prepared(
    db,
    `SELECT 1 FROM ledger WHERE ${isKind("kind", "practice-setup-finished")} LIMIT 1`,
  ).get();
  return { ...first, isSetUp: finished !== undefined };
}
