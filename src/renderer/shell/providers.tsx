import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { passwordFieldWords } from "../../contract/authentication/step-up-messages";
import { UiRoot } from "../ui/ui-root";
import { AppStateProvider } from "./app-state-provider";
import { createDrafts, DraftsContext } from "./drafts";
import { PublicNoticesContext } from "./public-notices";
import { StepUpProvider } from "./sign-in/step-up-provider";

/** Memory only; main says what has changed, so nothing is read again by time or by focus. */
function newQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
    },
  });
}

export interface ProvidersProps {
  waiting?: ReactNode;
  /** Said to everybody who stands at the workstation, signed in or not. */
  publicNotices: ReactNode;
  children: ReactNode;
}

/** What every screen stands on. */
export function Providers({ waiting = null, publicNotices, children }: ProvidersProps) {
  const [queries] = useState(newQueries);
  const [drafts] = useState(createDrafts);
  return (
    <QueryClientProvider client={queries}>
      <DraftsContext value={drafts}>
        <AppStateProvider waiting={waiting}>
          <UiRoot capsLock={passwordFieldWords.capsLock}>
            <PublicNoticesContext value={publicNotices}>
              <StepUpProvider>{children}</StepUpProvider>
            </PublicNoticesContext>
          </UiRoot>
        </AppStateProvider>
      </DraftsContext>
    </QueryClientProvider>
  );
}
