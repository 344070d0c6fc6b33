import type { Scale } from './instruments.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `q${index + 1}`);

const notice = (name: string, year: string): string =>
  `${name} © NHS Health Scotland, University of Warwick and University of Edinburgh, ${year}, all rights reserved. ` +
  'Users must register with the University of Warwick.';

/**
 * Short scale: raw 7 to 35 turned into metric scores by the published table (Stewart-Brown et al.
 * 2009, HQLO 7:15) before averaging. Bands: Ng Fat et al. 2017 (QoLR 26:1129). Change: Shah et al.
 * 2018 (HQLO 16:239), 1 standard error of measurement 1.03, 2.77 standard errors 2.87.
 */
const swemwbs: Scale = {
  code: 'swemwbs',
  instrument: 'swemwbs',
  label: 'Mental wellbeing (SWEMWBS)',
  score: {
    kind: 'sum',
    items: numbered(7),
    itemMin: 1,
    itemMax: 5,
    missingAllowed: 0,
    total: 'total',
    transform: 'swemwbs_metric',
  },
  min: 7,
  max: 35,
  better: 'higher',
  bands: [
    { code: 'low', label: 'Low (19.5 or less)', to: 19.5, low: true },
    { code: 'medium', label: 'Medium', to: 27.49 },
    { code: 'high', label: 'High (27.5 or more)', to: 35 },
  ],
  bandSource:
    'Ng Fat and others 2017, from the Health Survey for England; a convention, not part of the scale',
  meaningful: {
    points: 1,
    strict: 3,
    basis:
      '1 to 3 metric points, depending on the standard (Shah and others 2018); not a minimum set by asking people',
  },
  licence: notice('Short Warwick-Edinburgh Mental Wellbeing Scale (SWEMWBS)', '2008'),
};

/** Full scale, simple sum 14 to 70; up to 3 missing items filled with the person's own mean. */
const wemwbs: Scale = {
  code: 'wemwbs',
  instrument: 'wemwbs',
  label: 'Mental wellbeing (WEMWBS, 14 items)',
  score: {
    kind: 'sum',
    items: numbered(14),
    itemMin: 1,
    itemMax: 5,
    missingAllowed: 3,
    total: 'total',
  },
  min: 14,
  max: 70,
  better: 'higher',
  bands: [],
  bandSource: null,
  meaningful: {
    points: 3,
    strict: 8,
    basis: 'about 1 and 2.77 standard errors of measurement; the working rule of this dashboard',
  },
  licence: notice('Warwick-Edinburgh Mental Wellbeing Scale (WEMWBS)', '2006'),
};

export const warwickScales: readonly Scale[] = [swemwbs, wemwbs];
