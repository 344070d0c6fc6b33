import type { Readable } from 'node:stream';

/** How a file relates to what an earlier load of the same source left behind (import contract 3.1, Deletes). */
export type LoadMode = 'full' | 'period' | 'delta';

/** One declared file of an extract. `sha256` is absent for files made as they are read. */
export interface ManifestFile {
  readonly name: string;
  readonly sha256?: string;
  readonly rows?: number;
}

/**
 * What the sender says about an extract: `manifest.json` beside the files, or typed on the screen.
 * Field for field the import contract's manifest (3.2), plus `demo`.
 */
export interface Manifest {
  readonly source_system: string;
  readonly source_version?: string;
  /** Instant the files left the source, ISO 8601 with offset. */
  readonly extracted_at?: string;
  /** First and last day the extract speaks for, `yyyy-mm-dd`, both included. */
  readonly covers_from?: string;
  readonly covers_to?: string;
  readonly mode: LoadMode;
  readonly mapping_id?: string;
  readonly files?: readonly ManifestFile[];
  /** Name and key id of the pseudonym scheme, never the key. */
  readonly pseudonym_scheme?: string;
  readonly legal_basis_ref?: string;
  readonly ndoo_applied?: 'yes' | 'no' | 'not needed';
  /** True for invented people: a store never holds demonstration and live data together (V09). */
  readonly demo?: boolean;
}

/** One table of an extract. */
export interface ExtractFile {
  /** Path inside the folder or archive, `/` between parts: `referrals.csv`, `gp_appointments.csv.gz`. */
  readonly name: string;
  /** Stored (perhaps compressed) size. Absent for a file made as it is read, which is read only once. */
  readonly bytes?: number;
  /** Data rows, when known beforehand: for progress only. */
  readonly rows?: number;
  /** A fresh stream of the stored bytes; gzip is recognised by its first bytes. */
  open(): Readable;
}

/** A set of files that is imported in one transaction. Nothing is read before `open`. */
export interface Extract {
  readonly name: string;
  readonly manifest: Manifest;
  readonly files: readonly ExtractFile[];
}
