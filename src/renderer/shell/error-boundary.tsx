import { Component, type ReactNode } from "react";
import { errorWords } from "../../contract/shell/error-messages";
import { ErrorState } from "../ui/error-state";

interface Props {
  /** Changes when another screen is entered, which then gets its own chance. */
  place: string;
  children: ReactNode;
}

/** What passes by itself needs nobody to press anything: it is tried again after so long, the last one over and over. */
const TRIES_MS = [2000, 5000, 15_000, 60_000] as const;

/** The one place that shows a bug. A class, because React has no other form of it. */
export class ErrorBoundary extends Component<Props, { error: Error | null; place: string }> {
  override state: { error: Error | null; place: string } = { error: null, place: this.props.place };

  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: { place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override componentDidCatch() {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.retry, TRIES_MS[this.tries] ?? TRIES_MS[3]);
    this.tries += 1;
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place) this.tries = 0;
  }

  override componentWillUnmount() {
    clearTimeout(this.timer);
  }

  private retry = () => {
    clearTimeout(this.timer);
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <ErrorState
        title={errorWords.brokenTitle}
        retryLabel={errorWords.retry}
        onRetry={this.retry}
        details={errorWords.details(`${this.props.place} · ${error.name}`)}
      >
        {errorWords.broken}
      </ErrorState>
    );
  }
}
