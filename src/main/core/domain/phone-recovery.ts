import type { RecoveryProof } from "../../../contract/vocabulary";

/*
 * The way back without the phone (RECOVER-1): what has to be proven besides the password before
 * a new phone may take the old one's place. One code alone never does it (NIST SP 800-63B-4 §4.2.2.2).
 */

const enough: readonly (readonly [RecoveryProof, RecoveryProof])[] = [
  ["backup-password", "recovery-token"],
  ["backup-password", "recovery-code"],
  ["backup-password", "bypass-code"],
  ["recovery-code", "recovery-token"],
];

/** Whether what was proven, in whatever order and however often, is enough for a new phone. */
export function provesEnough(proven: readonly RecoveryProof[]): boolean {
  return enough.some((pair) => pair.every((proof) => proven.includes(proof)));
}
