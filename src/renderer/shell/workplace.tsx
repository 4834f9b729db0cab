import { useQueryClient } from "@tanstack/react-query";
import { Search, UserRound } from "lucide-react";
import { type ComponentType, type ReactNode, Suspense, useEffect, useMemo } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { conflictsWords } from "../../contract/conflicts/screen-messages";
import { frameWords, roleNames } from "../../contract/shell/messages";
import { paletteWords } from "../../contract/support/messages";
import { AppFrame, type NavItem } from "../ui/app-frame";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { Skeleton } from "../ui/skeleton";
import { StatusItem } from "../ui/status-item";
import { Toasts } from "../ui/toasts";
import { AboutDialog } from "./about-dialog";
import { AccountMenu } from "./account-menu";
import { useAppState, usePractice, useSession } from "./app-state-context";
import { useDraft } from "./drafts";
import { ErrorBoundary } from "./error-boundary";
import { HelpDialog } from "./help-dialog";
import { type Layer, Palette, type PaletteSources } from "./palette";
import { homeOf, isBelow, type RoutedScreen, type Routes, screenAt, screensOf } from "./screens";
import { ShortcutSheet } from "./shortcut-sheet";
import { findKeys, shortcutsOf, useShortcuts } from "./shortcuts";
import { useAct } from "./wardkey";

export interface WorkplaceProps {
  routes: Routes;
  /** The most urgent first. */
  banners: ReactNode;
  statusItems: ReactNode;
  paletteSources: PaletteSources;
  ChangePassword: ComponentType<{ open: boolean; onClose: () => void }>;
  /** What opens by itself, on whatever screen. */
  dialogs: ReactNode;
}

/** Everything behind the sign-in: navigation, Account menu, banners, and the screen that the address names. */
export function Workplace({ ChangePassword, ...slots }: WorkplaceProps) {
  const practice = usePractice();
  const [path, go] = usePlace();
  const [layer, setLayer] = useDraft<Layer>("layer", null);
  const shortcuts = useFrameShortcuts(go, setLayer);
  const close = () => setLayer(null);
  const screen = useScreen(path, slots.routes);
  return (
    // Inside, so that no toast that names somebody lives on in another session or on the locked screen.
    <Toasts label={frameWords.notifications} closeLabel={frameWords.close}>
      <AppFrame
        skipLabel={frameWords.skip}
        brand={practice.name}
        navLabel={frameWords.navigation}
        nav={useNav(path)}
        headerEnd={
          <>
            <FindButton onPress={() => setLayer("find")} />
            <AccountMenu
              onGo={go}
              onChangePassword={() => setLayer("change-password")}
              onShortcuts={() => setLayer("shortcuts")}
              onHelp={() => setLayer("help")}
              onAbout={() => setLayer("about")}
            />
          </>
        }
        banner={slots.banners}
        statusLabel={frameWords.status}
        status={<StatusBar>{slots.statusItems}</StatusBar>}
        layout={screen?.layout}
      >
        {screen?.element}
      </AppFrame>
      <Palette sources={slots.paletteSources} open={layer === "find"} onGo={go} onShow={setLayer} onClose={close} />
      <ChangePassword open={layer === "change-password"} onClose={close} />
      <ShortcutSheet open={layer === "shortcuts"} shortcuts={shortcuts} onClose={close} />
      <HelpDialog open={layer === "help"} onShortcuts={() => setLayer("shortcuts")} onClose={close} />
      <AboutDialog open={layer === "about"} onClose={close} />
      {slots.dialogs}
    </Toasts>
  );
}

/** The address, led back home where whoever is here has no such screen. */
function usePlace(): [path: string, go: (path: string) => void] {
  const { sessionState } = useAppState();
  const [whole, go] = useHashLocation();
  // What follows a question mark is for the screen itself.
  const [path = ""] = whole.split("?");
  const known = screenAt(path, sessionState) !== undefined;
  useEffect(() => {
    if (!known) go(homeOf(sessionState), { replace: true });
  }, [known, go, sessionState]);
  return [path, go];
}

function useScreen(path: string, routes: Routes): RoutedScreen | undefined {
  const { sessionState } = useAppState();
  const screen = screenAt(path, sessionState);
  const name = screen?.name;
  useEffect(() => {
    // Another screen begins at its top, for eyes, keyboard and screen readers alike, unless it has begun elsewhere.
    const content = document.getElementById("content");
    if (name !== undefined && !content?.contains(document.activeElement)) content?.focus({ preventScroll: true });
  }, [name]);
  if (screen === undefined) return undefined;
  const { element, layout } = routes[screen.name](path.slice(screen.path.length).split("/").slice(1));
  const whole = (
    <ErrorBoundary place={path} key={screen.name}>
      <Suspense fallback={<Skeleton label={frameWords.loading} shape="rows" />}>{element}</Suspense>
    </ErrorBoundary>
  );
  return { layout, element: whole };
}

function useNav(path: string): readonly NavItem[] {
  const { sessionState, conflicts } = useAppState();
  const current = screenAt(path, sessionState);
  const badge = { badge: conflicts ?? 0, badgeLabel: conflictsWords.badge(conflicts ?? 0) };
  return screensOf(sessionState)
    .filter(({ inNav }) => inNav)
    .map(({ name, path: to, label, icon }) => ({
      ...{ href: `#${to}`, label, icon, current: isBelow(current, to) },
      ...(name === "audit-log" && badge),
    }));
}

function useFrameShortcuts(go: (path: string) => void, show: (layer: Layer) => void) {
  const { sessionState } = useAppState();
  const queries = useQueryClient();
  const { act: lock } = useAct("lock");
  const shortcuts = useMemo(
    () =>
      shortcutsOf(sessionState, {
        go,
        lock: () => void lock({}),
        refresh: () => void queries.invalidateQueries(),
        find: () => show("find"),
        showSheet: () => show("shortcuts"),
      }),
    [sessionState, go, show, lock, queries],
  );
  useShortcuts(shortcuts);
  return shortcuts;
}

/** The palette for whoever does not know its keys. */
function FindButton({ onPress }: { onPress: () => void }) {
  return (
    <Button variant="quiet" icon={Search} aria-keyshortcuts="Control+K" onClick={onPress}>
      {paletteWords.open}
      <span aria-hidden="true">
        <Kbd keys={findKeys} />
      </span>
    </Button>
  );
}

/** Facts that hold on every screen: who is signed in, and what features add. */
function StatusBar({ children }: { children: ReactNode }) {
  const { account, role, emergencyUntil } = useSession();
  return (
    <>
      <StatusItem icon={UserRound}>
        {account.name} · {emergencyUntil === null ? roleNames[role] : frameWords.emergency}
      </StatusItem>
      {children}
    </>
  );
}
