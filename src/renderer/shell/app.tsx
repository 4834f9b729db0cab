import { errorWords } from "../../contract/shell/error-messages";
import { ErrorBoundary } from "./error-boundary";
import { Providers } from "./providers";
import { SessionScreen } from "./session-screen";

/** The window. */
export function App() {
  return (
    <ErrorBoundary place={errorWords.start}>
      <Providers>
        <SessionScreen />
      </Providers>
    </ErrorBoundary>
  );
}
