import { Component, type ReactNode } from "react";

interface Props {
  /** Changes with what is drawn, which then gets its own chance. */
  drawn: unknown;
  /** Instead of a drawing that threw. */
  fallback: ReactNode;
  children: ReactNode;
}

/** A chart that throws takes nothing with it. A class, because React has no other form of it. */
export class ChartBoundary extends Component<Props, { failed: boolean; drawn: unknown }> {
  override state = { failed: false, drawn: this.props.drawn };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: { drawn: unknown }) {
    return props.drawn === state.drawn ? null : { failed: false, drawn: props.drawn };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
