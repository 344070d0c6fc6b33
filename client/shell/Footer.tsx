import { Link } from 'react-router';
import { TourButton } from '../tour/TourButton.tsx';

export function Footer() {
  return (
    <footer className="footer">
      <ul>
        <li>
          <Link to="/about">About the data</Link>
        </li>
        <li>
          <Link to="/verify">Check a figure</Link>
        </li>
        <li>
          <Link to="/glossary">Glossary</Link>
        </li>
        <li>
          <Link to="/accessibility">Accessibility</Link>
        </li>
        <li>
          <TourButton>Take the tour</TourButton>
        </li>
      </ul>
      <p>
        Contains information from NHS England, the Office for Health Improvement and Disparities,
        the Office for National Statistics and the London Borough of Lewisham, licensed under the
        Open Government Licence v3.0.
      </p>
    </footer>
  );
}
