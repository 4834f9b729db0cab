import type { messagingMethods } from "../../../contract/messaging/methods";
import { onVault, type RoutesOf } from "../route";
import { removeGateway, saveGateway } from "./change-gateway";
import { sendTest } from "./gateway";
import { listMyNotices } from "./my-notices";
import { listOutbox } from "./outbox";
import { remindPeople } from "./reminders";

export const messagingRoutes = {
  listMyNotices: onVault(listMyNotices),
  remindPeople: onVault(remindPeople),
  saveGateway: onVault(saveGateway),
  removeGateway: onVault(removeGateway),
  sendTest: onVault(sendTest),
  listOutbox: onVault(listOutbox),
} satisfies RoutesOf<typeof messagingMethods>;
