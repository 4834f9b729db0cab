import { CircleHelp, Info, Keyboard, KeyRound, Lock, LogOut, Settings, UserRound, UsersRound } from "lucide-react";
import { settingsWords } from "../../contract/settings/messages";
import { frameWords, settingsOfKind } from "../../contract/shell/messages";
import { paletteWords as words } from "../../contract/support/messages";
import { sectionsOf } from "../features/settings/sections";
import { CommandPalette, type PaletteItem } from "../ui/command-palette";
import { useAppState, useSession } from "./app-state-context";
import { useDraft } from "./drafts";
import { useMayCall } from "./may-call";
import { everybody } from "./person/people-query";
import { StatusChip } from "./person/status-chip";
import { screensOf } from "./screens";
import { commandKeys, lockKeys } from "./shortcuts";
import { useAct, useRead } from "./wardkey";
import type { Layer } from "./workplace";

export interface PaletteProps {
  open: boolean;
  onGo: (path: string) => void;
  onShow: (layer: Layer) => void;
  onClose: () => void;
}

/** People, screens and commands, from anywhere; each role finds what it may go to. */
export function Palette({ open, onGo, onShow, onClose }: PaletteProps) {
  const [typed, setTyped] = useDraft("find", "");
  const seesPeople = useMayCall("listPeople");
  const search = typed.trim();
  const people = usePeopleFound(seesPeople && open ? search : "", onGo);
  const fits = fitsTyped(search);
  const sections = useSettingsSections(onGo);
  // The parts of a screen come once they are asked for.
  const screens = [...useScreens(onGo), ...(search === "" ? [] : sections)].filter(fits);
  const commands = useCommands(onShow).filter(fits);
  const close = () => {
    setTyped("");
    onClose();
  };
  return (
    <CommandPalette
      open={open}
      onClose={close}
      title={words.title}
      fieldLabel={seesPeople ? words.field : words.fieldWithoutPeople}
      typed={typed}
      onTyped={setTyped}
      groups={[
        { label: words.people, items: people.items },
        { label: words.screens, items: screens },
        { label: words.commands, items: commands },
      ]}
      emptyText={people.searching ? words.searching : words.none}
      hint={words.hint}
    />
  );
}

const FOUND = 8;

/** Whom the typed words fit: their case for whoever helps, their account for whoever reads. */
function usePeopleFound(search: string, go: (path: string) => void): { items: PaletteItem[]; searching: boolean } {
  const helps = useMayCall("getSupportCase");
  // Nobody stays listed for other words: Enter must never open whoever stood there before.
  const found = useRead("listPeople", { ...everybody, search, offset: 0, limit: FOUND }, { enabled: search !== "" });
  const rows = search === "" ? [] : (found.value ?? []);
  const items = rows.map((row) => ({
    id: row.id,
    label: row.name,
    icon: UserRound,
    // Two people may have one name.
    about: row.email,
    badge: <StatusChip person={row} />,
    onChoose: () => go(helps ? `/support/${row.id}` : `/people/${row.id}`),
  }));
  return { items, searching: found.loading };
}

function useScreens(go: (path: string) => void): readonly PaletteItem[] {
  const { kind } = useSession();
  const { sessionState } = useAppState();
  const all = screensOf(sessionState);
  const inNav = all.filter((screen) => screen.inNav);
  return all.map(({ name, path, label, icon, inNav: numbered }) => ({
    id: path,
    label: name === "account" ? settingsOfKind[kind] : label,
    icon,
    shortcut: numbered ? commandKeys(String(inNav.findIndex((screen) => screen.path === path) + 1)) : undefined,
    onChoose: () => go(path),
  }));
}

/** "Settings: Clock", and the others that somebody has. */
function useSettingsSections(go: (path: string) => void): readonly PaletteItem[] {
  const { sessionState } = useAppState();
  return sectionsOf(sessionState).map((name) => ({
    id: `/settings/${name}`,
    label: words.section(frameWords.settings, settingsWords.sections[name]),
    icon: Settings,
    onChoose: () => go(`/settings/${name}`),
  }));
}

/** What the Account menu does too. */
function useCommands(show: (layer: Layer) => void): readonly PaletteItem[] {
  const lock = useAct("lock");
  const signOut = useAct("signOut");
  const changesPassword = useMayCall("changePassword");
  const switchUser = useAct("switchUser");
  const of = (label: string, icon: PaletteItem["icon"], onChoose: () => void, shortcut?: string): PaletteItem => ({
    ...{ id: label, label, icon, onChoose, shortcut },
  });
  return [
    of(frameWords.lock, Lock, () => void lock.act({}), lockKeys),
    ...(changesPassword ? [of(frameWords.changePassword, KeyRound, () => show("change-password"))] : []),
    of(frameWords.switchUser, UsersRound, () => void switchUser.act({})),
    of(frameWords.signOut, LogOut, () => void signOut.act({})),
    of(frameWords.shortcuts, Keyboard, () => show("shortcuts"), "?"),
    of(frameWords.help, CircleHelp, () => show("help")),
    of(frameWords.about, Info, () => show("about")),
  ];
}

/** Every word that was typed begins a word of the label. */
function fitsTyped(search: string): (item: PaletteItem) => boolean {
  const wanted = search.toLocaleLowerCase().split(/\s+/);
  return ({ label }) => {
    const known = label.toLocaleLowerCase().split(/\s+/);
    return wanted.every((word) => known.some((one) => one.startsWith(word)));
  };
}
