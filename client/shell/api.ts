/** What the server says when it refuses: what happened, and the way out when there is one. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly wayOut: string | null;
  /** The whole answer, for routes that say more than the error. */
  readonly body: unknown;

  constructor(status: number, body: ErrorBody) {
    super(body.error?.message ?? 'The server could not answer.');
    this.status = status;
    this.code = body.error?.code ?? 'failed';
    this.wayOut = body.error?.wayOut ?? null;
    this.body = body;
  }
}

/** No answer came: the network, a proxy or the server is down. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

interface ErrorBody {
  readonly error?: {
    readonly code?: string;
    readonly message?: string;
    readonly wayOut?: string | null;
  };
}

let csrf: string | null = null;

/** The token every change carries, as the session answer gave it. */
export function rememberCsrf(token: string | null): void {
  csrf = token;
}

let tellEnded = (): void => undefined;

/** Calls back whenever a request is refused because the session has ended, whatever asked it. */
export function whenSessionEnds(tell: () => void): void {
  tellEnded = tell;
}

async function refusalOf(path: string, response: Response): Promise<ApiError> {
  const body: ErrorBody = await response.json().catch(() => ({}));
  const refusal = new ApiError(response.status, body);
  if (isSignedOut(refusal) && path !== '/session') tellEnded();
  return refusal;
}

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

function headersOf({ method = 'GET', body }: Ask): Record<string, string> {
  return {
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(method === 'GET' || csrf === null ? {} : { 'x-csrf-token': csrf }),
  };
}

/**
 * Asks the API below /api. Throws ApiError when refused, ConnectionError when no answer came, and
 * lets an abort pass as it is.
 */
export async function ask<T>(path: string, options: Ask = {}): Promise<T> {
  const { method = 'GET', body, signal } = options;
  const response = await fetch(`/api${path}`, {
    method,
    headers: headersOf(options),
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ConnectionError('No answer from the server.', { cause: failure });
  });
  if (!response.ok) throw await refusalOf(path, response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** True for the refusal that means: signed out, or the session ran out. */
export function isSignedOut(failure: unknown): boolean {
  return failure instanceof ApiError && failure.code === 'signed_out';
}

/** True for the refusal that means: nothing has been loaded into this dashboard yet. */
export function isNoData(failure: unknown): boolean {
  return failure instanceof ApiError && failure.code === 'no_data';
}

/** A file below /api, with the name the server gives it. Throws as `ask` does. */
export async function askFile(
  path: string,
): Promise<{ readonly blob: Blob; readonly name: string | undefined }> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin' }).catch(
    (failure: unknown) => {
      throw new ConnectionError('No answer from the server.', { cause: failure });
    },
  );
  if (!response.ok) throw await refusalOf(path, response);
  const disposition = response.headers.get('content-disposition') ?? '';
  return { blob: await response.blob(), name: /filename="([^"]+)"/.exec(disposition)?.[1] };
}

/** Sends a file as it is and gives the answer. Throws as `ask` does. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method: 'POST',
    headers: {
      ...headersOf({ method: 'POST' }),
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(file.name),
    },
    credentials: 'same-origin',
    body: file,
  }).catch((failure: unknown) => {
    throw new ConnectionError('No answer from the server.', { cause: failure });
  });
  if (!response.ok) throw await refusalOf(path, response);
  return (await response.json()) as T;
}

/** Sends a part of a file where the headers say it belongs. Throws as `ask` does. */
export async function sendPart<T>(
  path: string,
  part: Blob,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<T> {
  const response = await fetch(`/api${path}`, {
    method: 'PUT',
    headers: {
      ...headersOf({ method: 'PUT' }),
      'content-type': 'application/octet-stream',
      ...headers,
    },
    credentials: 'same-origin',
    body: part,
    signal,
  }).catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw new ConnectionError('No answer from the server.', { cause: failure });
  });
  if (!response.ok) throw await refusalOf(path, response);
  return (await response.json()) as T;
}
