import { join } from "node:path";
import type { ValueOf } from "../../src/contract/methods";
import { connect } from "../../src/main/core/connect";
import { tablesIn } from "../../src/main/platform/import-tables";
import { scoringIn } from "../../src/main/platform/scoring";
import { checkInWorker } from "../../src/main/platform/vault-check";
import { createComputer, PRACTICE_SETUP, startOn } from "./computer";
import { silentPushes } from "./context";
import { appCode } from "./phone";
import { enableByApp } from "./two-factor";

/*
 * Built, and run by the machine's own Node (test/core/without-electron.test.ts): imports what `process.argv` names, and
 * prints what came of it.
 */

const [built = "", ...files] = process.argv.slice(2);
const workers = files.filter((file) => file.startsWith("workers/") && !file.slice("workers/".length).includes("/"));

/** A practice is set up and its manager signs in, each step by the call that a window makes. */
async function signInAsManager() {
  const computer = createComputer({ keyStore: true });
  const installation = startOn(computer);
  const { session } = installation;
  const { call: answer } = connect(installation, session, { pushes: silentPushes, incident });
  const call = async (method: Parameters<typeof answer>[0], input: unknown = {}) => {
    const answered = await answer(method, input);
    if (!("ok" in answered)) throw new Error(`${method} asks for something`);
    if (!answered.ok) throw new Error(`${method}: ${JSON.stringify(answered.refusal)}`);
    return answered.value;
  };
  await call("createPractice", { ...PRACTICE_SETUP, passphrase: null });
  await call("chooseTextTokenLifetime", { minutes: 10 });
  const { context } = installation.now;
  if (context === null) throw new Error("no vault is open");
  const key = await enableByApp(context, installation.caller());
  await call("makeRecoveryCodes");
  await call("storeRecoveryCodes");
  const kit = (await call("makeRecoveryKit")) as ValueOf<"makeRecoveryKit">;
  await call("confirmRecoveryKit", { part: kit.key.split("-")[kit.askGroup - 1] });
  await call("finishPracticeSetup");
  await call("signOut");
  computer.clock.advance(60_000);
  const { email, password } = PRACTICE_SETUP.manager;
  await call("signIn", { email, password });
  await call("submitToken", { token: appCode(key, computer.clock.now()), remember: false });
  const { sessionState } = installation.caller();
  const news: unknown[] = [];
  const { key: vaultKey } = installation.now;
  if (vaultKey === null) throw new Error("the vault was closed");
  const job = { file: installation.folder.database, key: vaultKey, head: undefined, depth: "quick" as const };
  await checkInWorker(workerNamed("verify-ledger"), incident)(job, ({ is }) => news.push(is));
  installation.close();
  computer.clear();
  return { sessionState, verified: news.at(-1) };
}

function incident(what: string, broken: unknown): never {
  throw new Error(what, { cause: broken });
}

const workerNamed = (name: string) => join(built, `workers/${name}.mjs`);

async function readTable() {
  const bytes = new TextEncoder().encode("Name,E-mail\nZoë,zoe@x.example\n");
  const read = await tablesIn(workerNamed("read-import")).read(bytes);
  return read.is;
}

for (const file of files) if (!workers.includes(file)) await import(join(built, `${file}.mjs`));
const result = {
  electron: process.versions["electron"] ?? null,
  workers,
  ...(await signInAsManager()),
  table: await readTable(),
  score: await scoringIn(workerNamed("score-password"))("seven quiet otters swim upstream", []),
};
process.stdout.write(JSON.stringify(result));
process.exit(0);
