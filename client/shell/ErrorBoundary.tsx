import { Component } from 'react';
import type { ReactNode } from 'react';
import { Problem } from './Problem.tsx';

interface Props {
  readonly children: ReactNode;
  /** Called before the children are tried again. */
  onReset?(): void;
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

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <main id="main" tabIndex={-1} className="page">
        <Problem
          failure={failure}
          onRetry={() => {
            this.props.onReset?.();
            this.setState({ failure: null });
          }}
        />
      </main>
    );
  }
}
