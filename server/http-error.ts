/** What a refused request answers: `{ "error": { code, message, wayOut } }`. */
export interface ErrorBody {
  readonly error: {
    /** Stable, for programs: `unknown_dimension`. */
    readonly code: string;
    /** For people: the thing, then its value. Never a cell of person-level data. */
    readonly message: string;
    /** What to do instead; null when nothing can be said. */
    readonly wayOut: string | null;
  };
}

export interface HttpErrorOptions {
  readonly code?: string;
  readonly wayOut?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The one error a route throws on purpose; anything else that escapes a route is a 500. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly wayOut: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, status: number, options: HttpErrorOptions = {}) {
    super(message);
    this.status = status;
    this.code = options.code ?? codeOf(status);
    this.wayOut = options.wayOut ?? null;
    this.headers = options.headers ?? {};
  }

  toBody(): ErrorBody {
    return { error: { code: this.code, message: this.message, wayOut: this.wayOut } };
  }
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'signed_out',
  403: 'not_allowed',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_type',
  429: 'too_many_requests',
  503: 'not_ready',
};

function codeOf(status: number): string {
  return codes[status] ?? (status < 500 ? 'refused' : 'failed');
}

/**
 * Any failure as an HttpError. Libraries of the web server mark theirs with `status` and `expose`;
 * only the status is taken, their words may quote what was sent.
 */
export function asHttpError(failure: unknown): HttpError {
  if (failure instanceof HttpError) return failure;
  const status =
    failure instanceof Error && 'status' in failure && typeof failure.status === 'number'
      ? failure.status
      : 500;
  if (status === 413)
    return new HttpError('request too large', 413, { wayOut: 'Send it in smaller parts.' });
  if (status >= 400 && status < 500)
    return new HttpError('the request could not be read', status, { wayOut: 'Check its form.' });
  return new HttpError('the server failed to answer', 500, {
    wayOut: 'Try again; if it stays, look in the log of the server.',
  });
}
