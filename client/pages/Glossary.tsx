import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { usePageTitle } from '../shell/use-page-title.ts';
import { anchorOf, glossary } from './glossary.ts';

export function Glossary() {
  const { hash } = useLocation();
  usePageTitle('Glossary');
  useEffect(() => {
    const entry = document.getElementById(hash.slice(1));
    entry?.scrollIntoView({ block: 'center' });
    entry?.focus({ preventScroll: true });
  }, [hash]);
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">Glossary</h1>
      <dl className="glossary">
        {glossary.map(({ word, meaning }) => (
          <div key={word} id={anchorOf(word)} tabIndex={-1}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
