import { type Db, prepared } from "./open";

/** How sending last went, for Settings; it decides nothing. Times in epoch ms. */
export type GatewayHealth = {
  readonly okAt: number | null;
  readonly error: { readonly at: number; readonly reason: string; readonly detail: string } | null;
};

const NAME = "gateway-health";

export function readGatewayHealth(db: Db): GatewayHealth {
  const row = prepared(db, "SELECT value FROM working WHERE name = ?").get(NAME) as { value: string } | undefined;
  return row === undefined ? { okAt: null, error: null } : (JSON.parse(row.value) as GatewayHealth);
}

export function saveGatewayHealth(db: Db, health: GatewayHealth): void {
  prepared(
    db,
    "INSERT INTO working (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  ).run(NAME, JSON.stringify(health));
}
