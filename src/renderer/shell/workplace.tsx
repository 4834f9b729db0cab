import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, Suspense, useEffect, useMemo } from "react";
import { useHashLocation } from "wouter/use-hash-location";
import { frameWords } from "../../contract/shell/messages";
import { ChangePasswordDialog } from "../features/authentication/change-password-dialog";
import { UnfinishedSetUp } from "../features/recovery/unfinished-setup";
import { StayUnlocked } from "../features/session/stay-unlocked";
import { AppFrame, type NavItem } from "../ui/app-frame";
import { Skeleton } from "../ui/skeleton";
import { Toasts } from "../ui/toasts";
import { AboutDialog } from "./about-dialog";
import { AccountMenu } from "./account-menu";
import { usePractice, useSituation } from "./app-state-context";
import { Banners } from "./banners";
import { useDraft } from "./drafts";
import { ErrorBoundary } from "./error-boundary";
import { FindButton } from "./find-button";
import { HelpDialog } from "./help-dialog";
import { Palette } from "./palette";
import { routes } from "./routes";
import { homeOf, screenAt, screensOf } from "./screens";
import { ShortcutSheet } from "./shortcut-sheet";
import { shortcutsOf, useShortcuts } from "./shortcuts";
import { StatusBar } from "./status-bar";
import { useAct } from "./wardkey";

export type Layer = "find" | "change-password" | "shortcuts" | "help" | "about" | null;

/** Everything behind the sign-in: navigation, Account menu, banners, and the screen that the address names. */
export function Workplace() {
  const practice = usePractice();
  const [path, go] = usePlace();
  const [layer, setLayer] = useDraft<Layer>("layer", null);
  const shortcuts = useFrameShortcuts(go, setLayer);
  const close = () => setLayer(null);
  const screen = useScreen(path);
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
        banner={<Banners />}
        statusLabel={frameWords.status}
        status={<StatusBar />}
        layout={screen?.layout}
      >
        {screen?.element}
      </AppFrame>
      <Palette open={layer === "find"} onGo={go} onShow={setLayer} onClose={close} />
      <ChangePasswordDialog open={layer === "change-password"} onClose={close} />
      <ShortcutSheet open={layer === "shortcuts"} shortcuts={shortcuts} onClose={close} />
      <HelpDialog open={layer === "help"} onShortcuts={() => setLayer("shortcuts")} onClose={close} />
      <AboutDialog open={layer === "about"} onClose={close} />
      <UnfinishedSetUp />
      <StayUnlocked />
    </Toasts>
  );
}

/** The address, led back home where whoever is here has no such screen. */
function usePlace(): [path: string, go: (path: string) => void] {
  const { stance } = useSituation();
  const [whole, go] = useHashLocation();
  // What follows a question mark is for the screen itself.
  const [path = ""] = whole.split("?");
  const known = screenAt(path, stance) !== undefined;
  useEffect(() => {
    if (!known) go(homeOf(stance), { replace: true });
  }, [known, go, stance]);
  return [path, go];
}

function useScreen(path: string): { element: ReactNode; layout: "page" | "fill" } | undefined {
  const { stance } = useSituation();
  const name = screenAt(path, stance)?.name;
  useEffect(() => {
    // Another screen begins at its top, for eyes, keyboard and screen readers alike, unless it has begun elsewhere.
    const content = document.getElementById("content");
    if (name !== undefined && !content?.contains(document.activeElement)) content?.focus({ preventScroll: true });
  }, [name]);
  if (name === undefined) return undefined;
  const { element, layout } = routes[name](path.split("/").slice(2));
  const whole = (
    <ErrorBoundary place={path} key={name}>
      <Suspense fallback={<Skeleton label={frameWords.loading} shape="rows" />}>{element}</Suspense>
    </ErrorBoundary>
  );
  return { layout, element: whole };
}

function useNav(path: string): readonly NavItem[] {
  const { stance } = useSituation();
  const current = screenAt(path, stance)?.name;
  return screensOf(stance)
    .filter(({ inNav }) => inNav)
    .map(({ name, path: to, label, icon }) => ({ href: `#${to}`, label, icon, current: name === current }));
}

function useFrameShortcuts(go: (path: string) => void, show: (layer: Layer) => void) {
  const { stance } = useSituation();
  const queries = useQueryClient();
  const { act: lock } = useAct("lock");
  const shortcuts = useMemo(
    () =>
      shortcutsOf(stance, {
        go,
        lock: () => void lock({}),
        refresh: () => void queries.invalidateQueries(),
        find: () => show("find"),
        showSheet: () => show("shortcuts"),
      }),
    [stance, go, show, lock, queries],
  );
  useShortcuts(shortcuts);
  return shortcuts;
}
