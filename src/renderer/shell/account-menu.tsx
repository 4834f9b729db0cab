import {
  Check,
  ChevronDown,
  CircleHelp,
  Info,
  Keyboard,
  KeyRound,
  Lock,
  LogOut,
  Settings,
  UsersRound,
} from "lucide-react";
import type { Theme } from "../../contract/settings/views";
import { frameWords, roleNames, settingsOfAccountType } from "../../contract/shell/messages";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Menu, type MenuEntry } from "../ui/menu";
import { useAppState, useSession } from "./app-state-context";
import { useMayCall } from "./may-call";
import { lockKeys } from "./shortcuts";
import { useAct } from "./wardkey";

const themes: readonly Theme[] = ["system", "light", "dark"];

export interface AccountMenuProps {
  onGo: (path: string) => void;
  onChangePassword: () => void;
  onShortcuts: () => void;
  onHelp: () => void;
  onAbout: () => void;
}

/** Top right, on every screen: one's own settings, and every way to leave. */
export function AccountMenu({ onGo, onChangePassword, onShortcuts, onHelp, onAbout }: AccountMenuProps) {
  const { account, accountType, role, emergencyUntil } = useSession();
  const own = useMayCall("updateMyProfile");
  const themeEntries = useThemeEntries();
  const lock = useAct("lock");
  const signOut = useAct("signOut");
  const switchUser = useAct("switchUser");
  const ownEntries: MenuEntry[] = [
    { label: settingsOfAccountType[accountType], icon: Settings, onSelect: () => onGo("/account") },
    { label: frameWords.changePassword, icon: KeyRound, onSelect: onChangePassword },
    "separator",
  ];
  const entries: MenuEntry[] = [
    { heading: `${account.name} · ${emergencyUntil === null ? roleNames[role] : frameWords.emergency}` },
    ...(own ? ownEntries : []),
    { label: frameWords.lock, icon: Lock, shortcut: lockKeys, onSelect: () => void lock.act({}) },
    { label: frameWords.switchUser, icon: UsersRound, onSelect: () => void switchUser.act({}) },
    { label: frameWords.signOut, icon: LogOut, onSelect: () => void signOut.act({}) },
    "separator",
    ...themeEntries,
    "separator",
    { label: frameWords.shortcuts, icon: Keyboard, shortcut: "?", onSelect: onShortcuts },
    { label: frameWords.help, icon: CircleHelp, onSelect: onHelp },
    { label: frameWords.about, icon: Info, onSelect: onAbout },
  ];
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <Button variant="quiet" title={account.name}>
          <Avatar name={account.name} />
          {frameWords.account}
          <Icon of={ChevronDown} />
        </Button>
      }
    />
  );
}

function useThemeEntries(): MenuEntry[] {
  const { theme } = useAppState();
  const choose = useAct("chooseTheme");
  return [
    { heading: frameWords.appearance },
    ...themes.map((one) => ({
      label: one === theme ? frameWords.chosen(frameWords.theme[one]) : frameWords.theme[one],
      icon: one === theme ? Check : undefined,
      onSelect: () => void choose.act({ theme: one }),
    })),
  ];
}
