import { CircleHelp, Info, Keyboard, KeyRound, Lock, LogOut, UsersRound } from "lucide-react";
import { frameWords, settingsOfAccountType } from "../../contract/shell/messages";
import { paletteWords as words } from "../../contract/support/messages";
import { CommandPalette, type PaletteItem } from "../ui/command-palette";
import { useAppState, useSession } from "./app-state-context";
import { useDraft } from "./drafts";
import { useMayCall } from "./may-call";
import { screensOf } from "./screens";
import { commandKeys, lockKeys } from "./shortcuts";
import { useAct } from "./wardkey";

/** What lies over the workplace and is opened from its frame. */
export type Layer = "find" | "change-password" | "shortcuts" | "help" | "about" | null;

export interface PeopleInPalette {
  readonly items: readonly PaletteItem[];
  readonly searching: boolean;
}

/** What features add to the screens and commands of the shell. */
export interface PaletteSources {
  /** Whom the typed words fit; nobody while nothing is typed. */
  readonly usePeople: (search: string, go: (path: string) => void) => PeopleInPalette;
  /** The parts of screens that have an address of their own. */
  readonly usePlaces: (go: (path: string) => void) => readonly PaletteItem[];
}

export interface PaletteProps {
  sources: PaletteSources;
  open: boolean;
  onGo: (path: string) => void;
  onShow: (layer: Layer) => void;
  onClose: () => void;
}

/** People, screens and commands, from anywhere; each role finds what it may go to. */
export function Palette({ sources, open, onGo, onShow, onClose }: PaletteProps) {
  const [typed, setTyped] = useDraft("find", "");
  const seesPeople = useMayCall("listPeople");
  const search = typed.trim();
  const people = sources.usePeople(seesPeople && open ? search : "", onGo);
  const fits = fitsTyped(search);
  const places = sources.usePlaces(onGo);
  // The parts of a screen come once they are asked for.
  const screens = [...useScreens(onGo), ...(search === "" ? [] : places)].filter(fits);
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

function useScreens(go: (path: string) => void): readonly PaletteItem[] {
  const { accountType } = useSession();
  const { sessionState, conflicts, held } = useAppState();
  // Where there never was a conflict, nothing speaks of them.
  const all = screensOf(sessionState).filter(({ name }) => {
    if (name === "still-active") return held !== null;
    return name !== "conflicts" || conflicts !== null;
  });
  const inNav = all.filter((screen) => screen.inNav);
  return all.map(({ name, path, label, icon, inNav: numbered }) => ({
    id: path,
    label: name === "account" ? settingsOfAccountType[accountType] : label,
    icon,
    shortcut: numbered ? commandKeys(String(inNav.findIndex((screen) => screen.path === path) + 1)) : undefined,
    onChoose: () => go(path),
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
