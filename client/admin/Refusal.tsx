import { ApiError } from '../shell/api.ts';

/** Why a change was not made, and what to do. */
export function Refusal({ failure }: { readonly failure: unknown }) {
  const words =
    failure instanceof ApiError
      ? `${failure.message}. ${failure.wayOut ?? ''}`
      : 'The server did not answer. Nothing was changed; try again.';
  return (
    <div className="notice is-problem" role="alert">
      <p>{words}</p>
    </div>
  );
}
