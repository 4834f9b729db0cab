import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createComputer } from "../support/computer";
import { writeVault } from "./write-vault";

/** Writes a vault by today's code and keeps it in a folder, as golden vaults are kept (README.md). */
export async function saveVault(folder: string, seed: string): Promise<void> {
  const computer = createComputer({ keyStore: false });
  try {
    const { key, kinds, expected } = await writeVault(computer, seed);
    mkdirSync(folder, { recursive: true });
    const vault = join(computer.folder, "data", "vault");
    for (const name of ["vault.db", "vault.json"]) cpSync(join(vault, name), join(folder, name));
    cpSync(join(computer.folder, "heads"), join(folder, "heads"), { recursive: true });
    writeFileSync(join(folder, "key.hex"), `${Buffer.from(key).toString("hex")}\n`);
    for (const [name, value] of Object.entries({ kinds, expected })) {
      writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
    }
  } finally {
    computer.clear();
  }
}
