import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

/** A net for hangs, not a measure: the first screen of a file is compiled while its test waits. */
configure({ asyncUtilTimeout: 20_000 });

/** jsdom takes hold of no pointer; what is dragged here is dragged over itself. */
HTMLElement.prototype.setPointerCapture ??= () => {};

afterEach(cleanup);
