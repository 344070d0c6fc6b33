import type { Readable } from 'node:stream';

/** How a file relates to what an earlier load of the same source left behind (import contract 3.1, Deletes). */
export type LoadMode = 'full' | 'period' | 'delta';

/** One per import: typed on the screen, or `manifest.json` beside the files (import contract 3.2). */
export interface Manifest {
  readonly source_system: string;
  readonly source_version?: string;
  /** Instant the files left the source, ISO with an offset. */
  readonly extracted_at?: string;
  /** First and last day covered, ISO; both included. */
  readonly covers_from?: string;
  readonly covers_to?: string;
  readonly mode: LoadMode;
  readonly mapping_id?: string;
  readonly files?: readonly { name: string; sha256?: string; rows?: number }[];
  /** Name and key id of the pseudonym scheme, never the key. */
  readonly pseudonym_scheme?: string;
  readonly legal_basis_ref?: string;
  readonly ndoo_applied?: 'yes' | 'no' | 'not needed';
  /** True for invented people. A store holds demonstration data or live data, never both (V09). */
  readonly demo?: boolean;
}

/** One CSV of an extract. */
export interface ExtractFile {
  /** Path inside the folder or archive, `/` between parts: `referrals.csv`, `gp_appointments.csv.gz`. */
  readonly name: string;
  /** Stored (perhaps compressed) size, when known: what a progress bar counts. */
  readonly bytes?: number;
  /** Data rows, when known beforehand (generated extracts). */
  readonly rows?: number;
  /** A fresh stream of the stored bytes. A name ending `.gz` promises gzip. May be called more than once. */
  open(): Readable;
}

/** What a load reads: a folder, an archive, an upload or a generator. Nothing is read before `open`. */
export interface Extract {
  readonly name: string;
  readonly manifest: Manifest;
  readonly files: readonly ExtractFile[];
}
