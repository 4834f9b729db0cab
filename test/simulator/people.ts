/** Somebody of the practice as they are: what they know, hold and were given. What a workstation knows of them is another thing. */
export type Person = {
  readonly name: string;
  /** The account's id. */
  readonly account: string;
  email: string;
  password: string | null;
  /** The key in their phone. */
  phone: Uint8Array | null;
  digits: 6 | 7 | 8;
  /** Of the code that they typed last. */
  lastStep: number;
  setupCode: string | null;
  bypassCode: string | null;
  recoveryCodes: string[];
};

/** Names of whoever is added; two managers apart may well add the same one. */
export const NEWCOMERS = ["Tom Reyes", "Grace Kim", "Lena Ortiz", "Elena Ruiz", "Priya Nair"] as const;

export function emailOf(name: string): string {
  return `${name.split(" ")[0]?.toLowerCase()}@northside.example`;
}

/** Somebody who has nothing yet but a setup code. */
export function newPerson(name: string, account: string, setupCode: string): Person {
  return {
    name,
    account,
    email: emailOf(name),
    password: null,
    phone: null,
    digits: 7,
    lastStep: 0,
    setupCode,
    bypassCode: null,
    recoveryCodes: [],
  };
}
