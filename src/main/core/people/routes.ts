import type { peopleMethods } from "../../../contract/people/methods";
import { onVault, type RoutesOf } from "../route";
import { changeRole, deactivatePerson, forgetRememberedSignIn, reactivatePerson, startTwoFactor } from "./account-acts";
import { deactivatePeople, listSelected } from "./bulk-acts";
import { liftEmail } from "./emails";
import { exportPeople } from "./export-people";
import { confirmAccount, confirmHeldAccounts, decideHeldAccount, listHeldAccounts } from "./held-accounts";
import {
  addPerson,
  countFound,
  countPeople,
  editPerson,
  findSharedPhones,
  getPerson,
  listPeople,
  listPersonEntries,
} from "./people";
import { getPeopleSettings, removeView, savePeopleSettings, saveView } from "./people-settings";

export const peopleRoutes = {
  listPeople: onVault(listPeople),
  countFound: onVault(countFound),
  countPeople: onVault(countPeople),
  getPerson: onVault(getPerson),
  listPersonEntries: onVault(listPersonEntries),
  findSharedPhones: onVault(findSharedPhones),
  addPerson: onVault(addPerson),
  editPerson: onVault(editPerson),
  changeRole: onVault(changeRole),
  deactivatePerson: onVault(deactivatePerson),
  reactivatePerson: onVault(reactivatePerson),
  liftEmail: onVault(liftEmail),
  startTwoFactor: onVault(startTwoFactor),
  forgetRememberedSignIn: onVault(forgetRememberedSignIn),
  listHeldAccounts: onVault(listHeldAccounts),
  decideHeldAccount: onVault(decideHeldAccount),
  confirmHeldAccounts: onVault(confirmHeldAccounts),
  confirmAccount: onVault(confirmAccount),
  getPeopleSettings: onVault(getPeopleSettings),
  savePeopleSettings: onVault(savePeopleSettings),
  saveView: onVault(saveView),
  removeView: onVault(removeView),
  listSelected: onVault(listSelected),
  deactivatePeople: onVault(deactivatePeople),
  exportPeople: onVault(exportPeople),
} satisfies RoutesOf<typeof peopleMethods>;
