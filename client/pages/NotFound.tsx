import { Link } from 'react-router';
import { usePageTitle } from '../shell/use-page-title.ts';

export function NotFound() {
  usePageTitle('Page not found');
  return (
    <main id="main" tabIndex={-1} className="page is-text">
      <h1 className="page-question">Page not found</h1>
      <p>
        There is no page at this address. If you followed a link, the page may have a new name.{' '}
        <Link to="/">Go to your first page</Link>.
      </p>
    </main>
  );
}
