import { useId } from 'react';
import { useCatalogueIfLoaded } from '../cohort/catalogue.ts';
import type { Role } from '../shell/session.ts';

export interface RoleChoice {
  readonly role: Role;
  readonly pcns: readonly string[];
}

/** Roles as an administrator reads them. */
export const roleLabels: Record<Role, string> = {
  manager: 'Service manager: every figure, exact',
  director: 'Clinical director: own PCNs exact',
  commissioner: 'Commissioner: small numbers hidden',
  admin: 'Administrator: users and loads, no figures',
};

interface RoleFieldsProps {
  readonly value: RoleChoice;
  onChange(value: RoleChoice): void;
}

/** A role, and for a director the PCNs it is for. */
export function RoleFields({ value, onChange }: RoleFieldsProps) {
  const pcns = useCatalogueIfLoaded()?.dimension('pcn')?.codes ?? [];
  const id = useId();
  const toggled = (code: string) =>
    value.pcns.includes(code) ? value.pcns.filter((each) => each !== code) : [...value.pcns, code];
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Role</label>
        <select
          id={id}
          className="bar-select is-wide"
          value={value.role}
          onChange={({ target }) => onChange({ ...value, role: target.value as Role })}
        >
          {Object.entries(roleLabels).map(([role, label]) => (
            <option key={role} value={role}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {value.role === 'director' && (
        <fieldset className="choice">
          <legend>Own PCNs</legend>
          {pcns.length === 0 && <p>The PCNs to choose from come with the first load.</p>}
          {pcns.map(({ code, label }) => (
            <label key={code} className="check">
              <input
                type="checkbox"
                checked={value.pcns.includes(code)}
                onChange={() => onChange({ ...value, pcns: toggled(code) })}
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
