import { type Computer, startApp } from "../../test/support/app";
import { addQuickly, call, claimQuickly, type Person, setUpPracticeQuickly } from "../../test/support/sample-clinic";
import { callInTime, type Diary } from "./act";
import { type Member, newMember } from "./member";
import { claim } from "./random-acts";

const password = "four grey herons at low tide";
/** Who looks at what the kills have left. */
export const auditor: Person = {
  name: "Ingrid Sato",
  email: "ingrid.sato@harborstreet.example",
  cellPhone: null,
  accountType: "staff",
  role: "auditor",
  password,
};

/** Sets up a clinic of so many members; the first `ready` of them have their phones set up. */
export async function setUpClinic(
  computer: Computer,
  size: { readonly all: number; readonly ready: number },
  diary: Diary,
): Promise<Member[]> {
  const app = await startApp(computer);
  const { page } = app;
  await setUpPracticeQuickly(page);
  const { code } = await addQuickly(page, auditor);
  const members: Member[] = [];
  for (let number = 1; number <= size.all; number++) {
    const facts = {
      name: `Member ${number}`,
      email: `m${number}@harborstreet.example`,
      cellPhone: `+1312555${1000 + number}`,
      accountType: "staff",
      role: "member",
    } as const;
    const added = await callInTime(page, "addPerson", facts);
    members.push(newMember({ ...facts, password }, added.account.id, added.code));
  }
  await call(page, "signOut", {});
  await claimQuickly(page, auditor, code);
  for (const member of members.slice(0, size.ready)) await claim(page, diary, member);
  await app.close();
  return members;
}
