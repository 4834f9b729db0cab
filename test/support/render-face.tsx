import { type RenderResult, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import type { AppState } from "../../src/contract/session/views";
import { frameWords } from "../../src/contract/shell/messages";
import { publicNotices } from "../../src/renderer/app";
import { Providers } from "../../src/renderer/shell/providers";
import { Toasts } from "../../src/renderer/ui/toasts";
import { type FakeReplies, type FakeWardkey, installFakeWardkey } from "./fake-wardkey";

export interface Face extends RenderResult {
  readonly fake: FakeWardkey;
  readonly user: UserEvent;
}

/** Draws a part of the workplace as the app does, over a fake main. `path` is the hash route. */
export function renderFace(part: ReactNode, appState: AppState, replies: FakeReplies = {}, path = "/"): Face {
  window.location.hash = path;
  const fake = installFakeWardkey(appState, replies);
  const workplace = (
    <Providers publicNotices={publicNotices}>
      <Toasts label={frameWords.notifications} closeLabel={frameWords.close}>
        {part}
      </Toasts>
    </Providers>
  );
  return { ...render(workplace), fake, user: userEvent.setup() };
}
