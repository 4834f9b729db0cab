import type { settingsMethods } from "../../../contract/settings/methods";
import { onInstallation, onVault, type RoutesOf } from "../route";
import { chooseTheme } from "./appearance";
import { getSettings, updateSettings } from "./settings";

export const settingsRoutes = {
  chooseTheme: onInstallation(chooseTheme),
  getSettings: onVault(getSettings),
  updateSettings: onVault(updateSettings),
} satisfies RoutesOf<typeof settingsMethods>;
