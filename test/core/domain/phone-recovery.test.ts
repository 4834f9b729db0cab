import { expect, test } from "vitest";
import { RECOVERY_PROOFS, type RecoveryProof } from "../../../src/contract/vocabulary";
import { provesEnough } from "../../../src/main/core/domain/phone-recovery";

const [backup, code, token, bypass] = ["backup-password", "recovery-code", "recovery-token", "bypass-code"] as const;

/** Everything that can be proven at once, by which of it is enough. */
const table: readonly { readonly enough: boolean; readonly proofs: readonly RecoveryProof[] }[] = [
  { enough: false, proofs: [] },
  { enough: false, proofs: [backup] },
  { enough: false, proofs: [code] },
  { enough: false, proofs: [token] },
  { enough: false, proofs: [bypass] },
  { enough: true, proofs: [backup, token] },
  { enough: true, proofs: [backup, code] },
  { enough: true, proofs: [backup, bypass] },
  { enough: true, proofs: [code, token] },
  { enough: false, proofs: [code, bypass] },
  { enough: false, proofs: [token, bypass] },
  { enough: true, proofs: [backup, code, token] },
  { enough: true, proofs: [backup, code, bypass] },
  { enough: true, proofs: [backup, token, bypass] },
  { enough: true, proofs: [code, token, bypass] },
  { enough: true, proofs: [backup, code, token, bypass] },
];

test("the table has every set of proofs", () => {
  const sets = new Set(table.map(({ proofs }) => RECOVERY_PROOFS.filter((proof) => proofs.includes(proof)).join()));
  expect(sets.size).toBe(2 ** RECOVERY_PROOFS.length);
});

test.each(table)("enough: $enough, for $proofs", ({ enough, proofs }) => {
  expect(provesEnough(proofs)).toBe(enough);
  expect(provesEnough(proofs.toReversed())).toBe(enough);
});

test.each(RECOVERY_PROOFS)("the %s alone is never enough, however often it was proven", (proof) => {
  expect(provesEnough([proof, proof, proof])).toBe(false);
});
