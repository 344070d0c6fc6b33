import { Component } from 'react';
import type { ReactNode } from 'react';
import { Problem } from './Problem.tsx';

interface Props {
  readonly children: ReactNode;
  /** Called before the children are tried again. */
  onReset?(): void;
  /** What to show for a failure that has a page of its own; null for any other. */
  instead?(failure: unknown, retry: () => void): ReactNode;
}

interface State {
  readonly failure: unknown;
}

/** Catches what a page throws and keeps the rest of the screen. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(failure: unknown): State {
    return { failure };
  }

  readonly retry = (): void => {
    this.props.onReset?.();
    this.setState({ failure: null });
  };

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    const instead = this.props.instead?.(failure, this.retry);
    if (instead) return instead;
    return (
      <main id="main" tabIndex={-1} className="page">
        <Problem failure={failure} onRetry={this.retry} />
      </main>
    );
  }
}
