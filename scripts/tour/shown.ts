import type { App } from "../../test/support/app";
import type { Pictures } from "./album";

/** An opened app, and the album in which its screens are shown. */
export type Shown = { readonly app: App; readonly pictures: Pictures };
