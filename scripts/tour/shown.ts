import type { App } from "../../test/support/app";
import type { Pictures } from "./pictures";

/** An opened app, and the pictures that are taken of its screens. */
export type Shown = { readonly app: App; readonly pictures: Pictures };
