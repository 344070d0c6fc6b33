import type { ReactNode } from 'react';

interface ScrollTableProps {
  /** What the table is, to those who do not see where it stands. */
  readonly label: string;
  /** Shown above the table; without it the label is its hidden caption. */
  readonly caption?: string;
  readonly headings: readonly string[];
  readonly tall?: boolean;
  /** On a phone each row stands as lines of its own, a cell under the other. */
  readonly stacks?: boolean;
  /** Rows, as `tr`; cells of a stacked table as `Cell` and `RowHead`. */
  readonly children: ReactNode;
}

/** A plain table that scrolls inside its place, by keyboard too, and never widens the page. */
export function ScrollTable(props: ScrollTableProps) {
  const { label, caption, headings, tall = false, stacks = false, children } = props;
  return (
    <div
      className={`table-scroll ${tall ? 'is-tall' : ''} ${stacks ? 'is-stacking' : ''}`}
      role="region"
      tabIndex={0}
      aria-label={label}
    >
      {/* The roles outlive `display: block`, which some browsers take for the end of a table. */}
      <table role="table" className={`small-table ${stacks ? 'is-stacked' : ''}`}>
        <caption className={caption === undefined ? 'nhsuk-u-visually-hidden' : ''}>
          {caption ?? label}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {headings.map((heading) => (
              <th key={heading} role="columnheader" scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{children}</tbody>
      </table>
    </div>
  );
}

interface CellProps {
  /** Its column's heading, said in the cell where rows are stacked. */
  readonly heading: string;
  readonly className?: string;
  readonly children?: ReactNode;
}

export function Cell({ heading, className, children }: CellProps) {
  return (
    <td role="cell" data-heading={heading} className={className}>
      {children}
    </td>
  );
}

/** The cell that names its row. */
export function RowHead({ children }: { readonly children: ReactNode }) {
  return (
    <th role="rowheader" scope="row">
      {children}
    </th>
  );
}
