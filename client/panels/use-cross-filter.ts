import { filterKeys } from '#figure/cohort.ts';
import type { FilterKey } from '#figure/cohort.ts';
import type { Figure } from '#figure/figure.ts';
import { withToggled } from '../cohort/address.ts';
import { useCatalogue } from '../cohort/catalogue.ts';
import { useViewActions } from '../cohort/view-context.ts';

const isFilter = (by: string): by is FilterKey => filterKeys.some((key) => key === by);

/** What the figure itself is filtered to: its picture waits for the numbers that go with a choice. */
function selectedIn(figure: Figure, by: FilterKey): readonly string[] {
  return new URLSearchParams(figure.cohort.key).get(by)?.split(',') ?? [];
}

/**
 * What choosing a point of a figure does: a figure split by something a cohort can be filtered on
 * filters every figure of the page to that group, or lets it go again.
 */
export function useCrossFilter(figure: Figure) {
  const { changeCohort, expectCohort } = useViewActions();
  const { dimension } = useCatalogue();
  const { by } = figure;
  if (!isFilter(by)) return { selected: [], action: undefined };
  const codes = new Set(dimension(by)?.codes.map(({ code }) => code));
  const phrase = dimension(by)?.phrase ?? by;
  return {
    selected: selectedIn(figure, by),
    action: {
      words: `filter the page to this ${phrase}, or to let it go`,
      choose: (code: string) => {
        if (codes.has(code)) changeCohort((cohort) => withToggled(cohort, by, code));
      },
      near: (code: string) => {
        if (codes.has(code)) expectCohort((cohort) => withToggled(cohort, by, code));
      },
    },
  };
}
