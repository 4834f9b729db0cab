import { expect, test } from "vitest";
import { effects } from "../../../src/main/core/store/effects/apply";
import { createTestContext } from "../../support/context";
import { fillClinic } from "../../support/every-sort";

test("the kinds of entries that change an account's method say so where their effect is written", () => {
  const saying = Object.entries(effects).filter(([, effect]) => "changesMethod" in effect);
  expect(saying.map(([kind]) => kind).sort()).toEqual([
    "account-created",
    "account-deactivated",
    "account-reactivated",
    "authenticator-enabled",
    "authenticator-revoked",
    "manager-recovery-finished",
    "phone-recovered",
    "phone-replaced",
    "recovery-kit-used",
    "secrets-revoked",
    "setup-code-claimed",
    "text-fallback-given",
    "text-messages-chosen",
    "two-factor-disabled",
    "two-factor-enabled",
    "two-factor-reset",
  ]);
});

test("whatever became of somebody, the last change of their method that is kept is to the one they have", async () => {
  const context = createTestContext();
  try {
    await fillClinic(context, 30, 7);
    const method = "CASE WHEN deactivated_at IS NULL THEN two_factor ELSE 'absent' END";
    const last = `SELECT became FROM method_changes m WHERE m.owner = a.owner
      ORDER BY h DESC, workstation DESC, seq DESC LIMIT 1`;
    const rows = context.db.prepare(`SELECT ${method} AS method, (${last}) AS kept FROM accounts a`).all() as {
      method: string;
      kept: string;
    }[];
    expect(rows.filter(({ method, kept }) => method !== kept)).toEqual([]);
    expect(new Set(rows.map(({ kept }) => kept))).toEqual(new Set(["none", "text", "app", "absent"]));
  } finally {
    context.close();
  }
});
