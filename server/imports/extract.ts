import type { Readable } from 'node:stream';

/** One declared file of an extract. `sha256` is absent for files made as they are read. */
export interface ManifestFile {
  name: string;
  sha256?: string;
  rows?: number;
}

/** What the sender says about an extract. Field for field the import contract's manifest, plus `demo`. */
export interface Manifest {
  source_system: string;
  source_version: string;
  /** Instant the extract was taken, ISO 8601 with offset. */
  extracted_at: string;
  /** First and last day the extract speaks for, `yyyy-mm-dd`. */
  covers_from: string;
  covers_to: string;
  mode: 'full' | 'period' | 'delta';
  mapping_id?: string;
  files: ManifestFile[];
  /** Name and key id of the pseudonym scheme, never the key. */
  pseudonym_scheme?: string;
  legal_basis_ref?: string;
  ndoo_applied: 'yes' | 'no' | 'not needed';
  /** True for invented people: a store never holds demo and live data together (V09). */
  demo: boolean;
}

/** One table of an extract: UTF-8 text in the import contract's shape, openable more than once. */
export interface ExtractFile {
  name: string;
  /** Size and rows when known in advance, for progress only. */
  bytes?: number;
  rows?: number;
  open(): Readable;
}

/** A set of files that is imported in one transaction. */
export interface Extract {
  name: string;
  manifest: Manifest;
  files: ExtractFile[];
}
