import type { Commitment, DomainEvent, Entry } from "../../domain/events";
import { lift } from "./lift";

/**
 * The row as it is stored: `data` is canonical text of { commits, facts }, and of behindMs where the clock stood before the
 * entry's time; the text is what the hash covers.
 */
export type LedgerRow = {
  arrival: number;
  workstation: string;
  seq: number;
  at: number;
  actor: string | null;
  kind: string;
  version: number;
  subject: string | null;
  cause: string | null;
  data: string;
  prev: string;
  hash: string;
  /** Beside what the hash covers: see order.ts. */
  h: number;
  stream: string;
};

export function toEntry(row: LedgerRow): Entry {
  const stored = JSON.parse(row.data) as { commits: Commitment[]; facts: DomainEvent["data"]; behindMs?: number };
  const { commits, facts, behindMs = 0 } = stored;
  return lift({ ...row, commits, behindMs, data: facts } as Entry);
}

/** What a workstation's first entry names as its predecessor. */
export const NO_ENTRY = "0".repeat(64);
