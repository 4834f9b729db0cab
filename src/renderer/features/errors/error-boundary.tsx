import { Component, type ReactNode } from "react";
import { errorWords } from "../../../preload/messages/errors";
import { ErrorState } from "../../ui/error-state";

interface Props {
  /** Changes when another screen is entered, which then gets its own chance. */
  place: string;
  children: ReactNode;
}

/** The one place that shows a bug (architecture.md 5). A class, because React has no other form of it. */
export class ErrorBoundary extends Component<Props, { error: Error | null; place: string }> {
  override state: { error: Error | null; place: string } = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: { place: string }) {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <ErrorState
        title={errorWords.brokenTitle}
        retryLabel={errorWords.retry}
        onRetry={() => this.setState({ error: null })}
        details={errorWords.details(`${this.props.place} · ${error.name}`)}
      >
        {errorWords.broken}
      </ErrorState>
    );
  }
}
