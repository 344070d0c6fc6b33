import { usePageTitle } from '../shell/use-page-title.ts';
import { glossary } from './glossary.ts';

export function Glossary() {
  usePageTitle('Glossary');
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">Glossary</h1>
      <dl className="glossary">
        {glossary.map(({ word, meaning }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
