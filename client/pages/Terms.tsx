import { Link } from 'react-router';
import { piecesOf } from './terms.ts';

/** Text in which each word of the glossary leads to its definition. */
export function Terms({ text }: { readonly text: string }) {
  return piecesOf(text).map(({ text: words, anchor }, at) =>
    anchor ? (
      <Link key={at} className="term" to={`/glossary#${anchor}`}>
        {words}
      </Link>
    ) : (
      words
    ),
  );
}
