import { describe, expect, it } from 'vitest';
import { judge, readAudit } from './audit-report.ts';

/** As npm 10 answers, made by hand: one package with an advisory, one that depends on it. */
const answered = (severity: string, fixAvailable: unknown) => ({
  auditReportVersion: 2,
  vulnerabilities: {
    parser: {
      name: 'parser',
      severity,
      isDirect: false,
      via: [
        {
          source: 1,
          name: 'parser',
          dependency: 'parser',
          title: 'Reads beyond its input',
          url: 'https://example.org/advisories/1',
          severity,
          range: '<2.0.1',
        },
      ],
      effects: ['reader'],
      range: '<2.0.1',
      nodes: ['node_modules/parser'],
      fixAvailable,
    },
    reader: {
      name: 'reader',
      severity: 'low',
      isDirect: true,
      via: ['parser'],
      effects: [],
      range: '*',
      nodes: ['node_modules/reader'],
      fixAvailable,
    },
  },
  metadata: {
    vulnerabilities: { info: 0, low: 1, moderate: 0, high: 0, critical: 0, total: 2 },
    dependencies: { prod: 212, dev: 300, optional: 1, peer: 0, peerOptional: 0, total: 512 },
  },
});

/** As npm answers when the registry has no audits. */
const notAnswered = {
  message:
    '405 Method Not Allowed - POST https://registry.example.org/-/npm/v1/security/advisories/bulk',
  method: 'POST',
  statusCode: 405,
  body: '',
  error: { summary: '', detail: '' },
};

const judged = (answer: unknown) => judge(readAudit(JSON.stringify(answer)));

describe('the audit of dependencies', () => {
  it.each(['high', 'critical'])(
    'fails on a %s finding, saying which and what helps',
    (severity) => {
      const { passed, words } = judged(
        answered(severity, { name: 'parser', version: '2.0.1', isSemVerMajor: false }),
      );
      expect(passed).toBe(false);
      expect(words).toContain(
        '212 packages of production audited, 2 with advisories, 1 high or critical',
      );
      expect(words).toContain(
        `${severity}: parser: Reads beyond its input https://example.org/advisories/1; to be had: parser 2.0.1`,
      );
    },
  );

  it.each(['moderate', 'low', 'info'])('lets a %s finding pass, and prints it', (severity) => {
    const { passed, words } = judged(answered(severity, false));
    expect(passed).toBe(true);
    expect(words).toContain(`${severity}: parser: Reads beyond its input`);
    expect(words).toContain('low: reader: through parser; no fix yet');
  });

  it('says that nothing was found only when something looked', () => {
    const { passed, words } = judged({ ...answered('low', false), vulnerabilities: {} });
    expect([passed, words]).toEqual([
      true,
      'dependencies: 212 packages of production audited, 0 with advisories, 0 high or critical',
    ]);
  });

  it('warns where the registry cannot audit, and does not call that good', () => {
    const { passed, words } = judged(notAnswered);
    expect(passed).toBe(true);
    expect(words).toMatch(/^warning: dependencies were NOT audited/);
    expect(words).toContain('405 Method Not Allowed');
  });

  it.each([
    ['', /no JSON/],
    ['[]', /no JSON object/],
    ['{}', /form that is not known/],
    [JSON.stringify({ auditReportVersion: 3, vulnerabilities: {}, metadata: {} }), /not known/],
    [JSON.stringify(answered('dreadful', true)), /without a severity that is known/],
  ])('refuses an answer it does not understand: %#', (text, words) => {
    expect(() => readAudit(text)).toThrow(words);
  });
});
