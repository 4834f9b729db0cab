import { expect, test } from "vitest";
import { provesEnough } from "../../src/main/domain/phone-recovery";
import { RECOVERY_PROOFS, type RecoveryProof } from "../../src/preload/words";

const [backup, code, token, bypass] = ["backup-password", "recovery-code", "recovery-token", "bypass-code"] as const;

/** Everything that can be proven at once, by which of it is enough. */
const table: readonly (readonly [boolean, ...RecoveryProof[]])[] = [
  [false],
  [false, backup],
  [false, code],
  [false, token],
  [false, bypass],
  [true, backup, token],
  [true, backup, code],
  [true, backup, bypass],
  [true, code, token],
  [false, code, bypass],
  [false, token, bypass],
  [true, backup, code, token],
  [true, backup, code, bypass],
  [true, backup, token, bypass],
  [true, code, token, bypass],
  [true, backup, code, token, bypass],
];

test("the table has every set of proofs", () => {
  const sets = new Set(table.map(([, ...proofs]) => RECOVERY_PROOFS.filter((proof) => proofs.includes(proof)).join()));
  expect(sets.size).toBe(2 ** RECOVERY_PROOFS.length);
});

test.each(table)("enough: %s, for %s %s %s %s", (isEnough, ...proofs) => {
  expect(provesEnough(proofs)).toBe(isEnough);
  expect(provesEnough(proofs.toReversed())).toBe(isEnough);
});

test.each(RECOVERY_PROOFS)("the %s alone is never enough, however often it was proven", (proof) => {
  expect(provesEnough([proof, proof, proof])).toBe(false);
});
