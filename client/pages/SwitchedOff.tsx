import { Link } from 'react-router';
import type { CatalogueAnswer } from '../cohort/catalogue.ts';

interface SwitchedOffProps {
  readonly off: CatalogueAnswer['off'];
  readonly role: CatalogueAnswer['viewer']['role'];
}

/** Figures that are not offered, why, and who can change that; nothing when all are on. */
export function SwitchedOff({ off, role }: SwitchedOffProps) {
  if (off.length === 0) return null;
  const keeper = role === 'manager' || role === 'admin';
  return (
    <>
      <h2>Figures that are off</h2>
      <ul>
        {off.map(({ id, name, why }) => (
          <li key={id}>
            <strong>{name}</strong> is off. {why}
          </li>
        ))}
      </ul>
      <p>
        Money figures are models. They stay off until the service says what they assume, with the
        year and the source.{' '}
        {keeper ? (
          <Link to="/values">Set what they assume</Link>
        ) : (
          'The service manager or an administrator can set it.'
        )}
      </p>
    </>
  );
}
