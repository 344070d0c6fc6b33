import { usePageTitle } from '../shell/use-page-title.ts';

/** The accessibility statement that the regulations of 2018 ask for. */
export function Accessibility() {
  usePageTitle('Accessibility');
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">Accessibility statement</h1>
      <p>
        This statement is for the Social prescribing impact dashboard. We want everyone who works
        with it to be able to use it. You should be able to:
      </p>
      <ul>
        <li>zoom to 400% without losing text or scrolling sideways, but inside wide tables</li>
        <li>use every control with the keyboard alone</li>
        <li>read every chart as a table, and walk its points with the arrow keys</li>
        <li>tell every series and mark apart without colour</li>
        <li>use most of it with a screen reader, where each chart says what it shows</li>
        <li>switch off movement in your system settings</li>
      </ul>
      <h2>How accessible it is</h2>
      <p>
        The dashboard aims at level AA of the Web Content Accessibility Guidelines 2.2. Each change
        is checked by automated tests in a real browser, on every page. It has not been audited by
        an outside body yet.
      </p>
      <h2>What is not fully accessible</h2>
      <ul>
        <li>
          Dragging on the small chart of months has no keyboard form of its own. The two lists of
          months, beside it under the period, do the same.
        </li>
        <li>Wide tables scroll sideways inside their card on a small screen.</li>
      </ul>
      <h2>If something does not work for you</h2>
      <p>
        Tell the manager of your social prescribing service, who can send you any figure as a table,
        a document or in another form. If you are not happy with the answer, contact the{' '}
        <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a>
        , which helps with the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
        Accessibility Regulations 2018.
      </p>
    </main>
  );
}
