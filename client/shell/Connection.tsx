import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** Says when the connection is lost; figures on the page stay, and asking goes on when it is back. */
export function Connection() {
  const online = useSyncExternalStore(
    (changed) => onlineManager.subscribe(changed),
    () => onlineManager.isOnline(),
  );
  return (
    <div role="status" className="connection">
      {!online && (
        <p>
          <strong>No connection.</strong> The figures on this page are from before. New ones come
          when the connection is back.
        </p>
      )}
    </div>
  );
}
