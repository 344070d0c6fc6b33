export interface HttpErrorOptions {
  /** Stable word for programs: `signed_out`, `not_allowed`. */
  readonly code: string;
  /** What the reader can do about it, as a sentence. */
  readonly wayOut: string;
  /** Answer headers, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/**
 * A refusal or failure with its HTTP status, answered as `{ error: { code, message, wayOut } }`.
 * The message never holds a value of person-level data.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly code: string;
  readonly wayOut: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, status: number, options: HttpErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = options.code;
    this.wayOut = options.wayOut;
    this.headers = options.headers ?? {};
  }
}
