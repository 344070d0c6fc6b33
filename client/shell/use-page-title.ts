import { useEffect } from 'react';

/** Names the tab after the page: "Wellbeing - Social prescribing impact". */
export function usePageTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} - Social prescribing impact`;
  }, [name]);
}
