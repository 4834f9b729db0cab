import { type RenderResult, render } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import type { Situation } from "../../src/preload/views";
import { Providers } from "../../src/renderer/providers";
import { type FakeAnswers, type FakeWardkey, installFakeWardkey } from "./fake-wardkey";

export interface Face extends RenderResult {
  readonly fake: FakeWardkey;
  readonly user: UserEvent;
}

/** Draws a part of the window as the app does, over a fake main. `path` is the hash route. */
export function renderFace(part: ReactNode, situation: Situation, answers: FakeAnswers = {}, path = "/"): Face {
  window.location.hash = path;
  const fake = installFakeWardkey(situation, answers);
  return { ...render(<Providers>{part}</Providers>), fake, user: userEvent.setup() };
}
