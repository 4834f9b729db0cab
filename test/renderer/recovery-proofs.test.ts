import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RECOVERY_PROOFS, type RecoveryProof } from "../../src/contract/vocabulary";
import { provesEnough } from "../../src/main/core/domain/phone-recovery";
import { nextProofs } from "../../src/renderer/features/recovery/next-proofs";

const what = fc.record({ backupPassword: fc.boolean(), recoveryCodes: fc.boolean(), token: fc.boolean() });
type What = { backupPassword: boolean; recoveryCodes: boolean; token: boolean };

const view = (has: What, proven: readonly RecoveryProof[]) => ({
  ...has,
  proven,
  ready: provesEnough(proven),
  lastSent: null,
});

/** All that can be shown by whoever has this. */
function atMost({ backupPassword, recoveryCodes, token }: What): readonly RecoveryProof[] {
  const has = { "backup-password": backupPassword, "recovery-code": recoveryCodes, "recovery-token": token };
  return RECOVERY_PROOFS.filter((by) => by === "bypass-code" || has[by]);
}

describe("what may be proven next", () => {
  it("is nothing where nothing leads to the end (RECOVER-1)", () => {
    const mayHave = [true, false];
    const all = mayHave.flatMap((backupPassword) =>
      mayHave.flatMap((recoveryCodes) => mayHave.map((token): What => ({ backupPassword, recoveryCodes, token }))),
    );
    for (const has of all) expect(nextProofs(view(has, [])).length > 0).toBe(provesEnough(atMost(has)));
  });

  it("always leads to the end, whichever is chosen, where there is a way to it", () => {
    fc.assert(
      fc.property(what, fc.infiniteStream(fc.nat(3)), (has, choices) => {
        const proven: RecoveryProof[] = [];
        for (const choice of choices) {
          const next = nextProofs(view(has, proven));
          if (provesEnough(proven)) break;
          const chosen = next[choice % Math.max(1, next.length)];
          if (chosen === undefined) {
            expect(provesEnough(atMost(has))).toBe(false);
            return;
          }
          expect(atMost(has)).toContain(chosen);
          expect(proven).not.toContain(chosen);
          proven.push(chosen);
        }
        expect(provesEnough(proven)).toBe(true);
        expect(proven).toHaveLength(2);
      }),
    );
  });
});
