export interface ListedCode {
  readonly code: string;
  /** Plain English, as printed. */
  readonly label: string;
  /** Other spellings a source may use; compared in lower case with punctuation folded to spaces. */
  readonly synonyms?: readonly string[];
  /** Not recorded, unknown and their like: kept apart from real answers. */
  readonly notRecorded?: boolean;
  /** Shown only where the viewer may see sensitive needs. */
  readonly sensitive?: boolean;
}

type Listed<Name extends string> = ListedCode & { readonly code: Name };

/** A code, its label, and the other spellings of it with ` | ` between. */
export function listed<const Name extends string>(
  code: Name,
  label: string,
  synonyms = '',
): Listed<Name> {
  return synonyms === '' ? { code, label } : { code, label, synonyms: synonyms.split(' | ') };
}

/** An answer that says there is none. */
export function missing<const Name extends string>(
  code: Name,
  label: string,
  synonyms = '',
): Listed<Name> {
  return { ...listed(code, label, synonyms), notRecorded: true };
}

/** A need that only the person's own team sees by name. */
export function sensitive<const Name extends string>(
  code: Name,
  label: string,
  synonyms = '',
): Listed<Name> {
  return { ...listed(code, label, synonyms), sensitive: true };
}
