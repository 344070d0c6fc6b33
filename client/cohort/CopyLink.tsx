import { useState } from 'react';
import { useView } from './view-context.ts';

/** Copies the page with its whole state; says so, and shows the address when copying is refused. */
export function CopyLink() {
  const { address } = useView();
  const [said, setSaid] = useState('');
  const copy = async () => {
    const link = `${window.location.origin}${window.location.pathname}?${address}`;
    const done = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    setSaid(done ? 'Link copied' : `Copy this link: ${link}`);
  };
  return (
    <>
      <button type="button" className="link-button" onClick={() => void copy()}>
        Copy link
      </button>
      <span role="status" className="copy-said">
        {said}
      </span>
    </>
  );
}
