import { useEffect, useId, useRef } from 'react';
import type { RefObject } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Role } from '../shell/session.ts';
import { tours } from './steps.ts';
import type { TourStep } from './steps.ts';
import type { TourState } from './tour-context.ts';
import { useTarget } from './use-target.ts';
import { useTourLayout } from './use-layout.ts';

interface TourPanelProps {
  readonly role: Role;
  readonly at: number;
  readonly address: string;
  readonly tour: TourState;
}

/** Escape ends the tour, unless something on the page has taken it for itself. */
function useEscape(end: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (!document.querySelector('dialog[open], .user-menu[open]')) end();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [end]);
}

/** Goes to the page of the step, and says when the reader has left it again. */
function useArrived(at: number, path: string, address: string, leave: () => void): boolean {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const been = useRef({ sent: -1, arrived: -1 });
  const arrived = pathname === path;
  useEffect(() => {
    const { sent, arrived: was } = been.current;
    if (arrived) been.current = { sent: at, arrived: at };
    else if (was === at) leave();
    else if (sent !== at) {
      been.current = { sent: at, arrived: was };
      void navigate(`${path}?${address}`);
    }
  }, [at, arrived, path, address, navigate, leave]);
  return arrived;
}

/**
 * One step of the tour: a panel beside a ring round what it speaks of. It is not modal: the page
 * stays in use, and Tab leaves the panel as it does any other part of the page.
 */
export function TourPanel({ role, at, address, tour }: TourPanelProps) {
  const steps = tours[role];
  const step = steps[at];
  const arrived = useArrived(at, `/${step?.path ?? ''}`, address, tour.leave);
  const element = useTarget(step?.target ?? '', arrived);
  const panel = useRef<HTMLElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  useEscape(tour.end);
  useTourLayout(panel, ring, element, at);
  if (!step) return null;
  return (
    <>
      {element && <div ref={ring} className="tour-ring" aria-hidden="true" />}
      <StepWords key={at} panel={panel} step={step} at={at} of={steps.length} tour={tour} />
    </>
  );
}

interface StepWordsProps extends Pick<TourPanelProps, 'at' | 'tour'> {
  readonly step: TourStep;
  readonly of: number;
  readonly panel: RefObject<HTMLElement | null>;
}

/** Takes the focus when it appears, so that a screen reader says its title and words. */
function StepWords({ step, at, of, panel, tour }: StepWordsProps) {
  const id = useId();
  const last = at === of - 1;
  useEffect(() => panel.current?.focus({ preventScroll: true }), [panel]);
  return (
    <section
      ref={panel}
      className="tour-panel"
      role="dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
      tabIndex={-1}
    >
      <h2 id={`${id}-title`} className="panel-title">
        {step.title}
        <span className="nhsuk-u-visually-hidden">
          . Tour, step {at + 1} of {of}
        </span>
      </h2>
      <p id={`${id}-words`}>{step.words}</p>
      <div className="tour-foot">
        <button
          type="button"
          className="tour-next"
          onClick={() => (last ? tour.end() : tour.show(at + 1))}
        >
          {last ? 'Finish' : 'Next'}
        </button>
        {at > 0 && (
          <button type="button" className="tour-link" onClick={() => tour.show(at - 1)}>
            Back
          </button>
        )}
        {!last && (
          <button type="button" className="tour-link" onClick={tour.end}>
            Skip the tour
          </button>
        )}
        <span className="tour-count" aria-hidden="true">
          {at + 1} of {of}
        </span>
      </div>
    </section>
  );
}
