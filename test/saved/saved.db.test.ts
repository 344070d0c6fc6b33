import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import type { Browser } from '../access/program.ts';
import { withDatabase } from '../support/database.ts';
import { fileOf, serveRoutes } from '../support/served.ts';
import type { ServedRoutes } from '../support/served.ts';

const database = withDatabase({ from: 'tiny' });
let served: ServedRoutes;
let manager: Browser;
let commissioner: Browser;

beforeAll(async () => {
  served = await serveRoutes(database());
  [manager, commissioner] = await Promise.all([served.as('manager'), served.as('commissioner')]);
});
afterAll(() => served.close());

describe('pinned notes', () => {
  const trend = async (): Promise<Figure> => {
    const { body } = await commissioner.get('/api/figures/referrals?by=month');
    return body as unknown as Figure;
  };

  it('reach trends and files of everyone, change the code, and leave again', async () => {
    const before = await trend();
    const [, second] = before.rows.filter((row) => row.kind === 'group');
    const text = '=Joy went live 🎉 \u202bשלום\u202c';
    const sent = await manager.send('POST', '/api/notes', { date: `${second?.key}-15`, text });
    expect(sent.status).toBe(201);
    const after = await trend();
    expect(after.notes).toEqual([{ date: `${second?.key}-15`, text }]);
    expect(after.provenance.code).not.toBe(before.provenance.code);
    const file = await fileOf(commissioner, served.url, '/api/files/referrals?by=month&format=svg');
    expect(file.bytes.toString('utf8')).toContain('Joy went live');
    const gone = await manager.send('DELETE', `/api/notes/${String(sent.body['id'])}`);
    expect(gone.status).toBe(204);
    expect((await trend()).provenance.code).toBe(before.provenance.code);
    const again = await manager.send('DELETE', `/api/notes/${String(sent.body['id'])}`);
    expect(again.status).toBe(404);
  });

  it('start limits afresh only with a reason', async () => {
    const whole = '/api/figures/referrals?by=month&from=2025-01&to=2026-09';
    const means = async (): Promise<number> => {
      const { chart } = (await manager.get(whole)).body as unknown as Figure;
      return new Set(chart.xmr?.points.map(({ mean }) => mean)).size;
    };
    const note = { date: '2025-12-01', text: 'New referral form' };
    const plain = await manager.send('POST', '/api/notes', note);
    expect(await means()).toBe(1);
    await manager.send('DELETE', `/api/notes/${String(plain.body['id'])}`);
    const reason = 'Every practice uses one form from here on';
    const sent = await manager.send('POST', '/api/notes', { ...note, reason });
    expect(await means()).toBe(2);
    await manager.send('DELETE', `/api/notes/${String(sent.body['id'])}`);
  });

  it.each([
    [{ date: '2026-02-30', text: 'x' }],
    [{ date: '2026-02-03', text: '\n' }],
    [{ date: '2026-02-03', text: 'x'.repeat(201) }],
    [{ date: '2026-02-03', text: 'x', reason: '' }],
    [{ date: '2026-02-03', text: 'x', rebase: true }],
  ])('are refused whole: %o', async (body) => {
    expect((await manager.send('POST', '/api/notes', body)).status).toBe(400);
    expect((await manager.get('/api/notes')).body['notes']).toEqual([]);
  });

  it('are the manager’s to pin', async () => {
    const body = { date: '2026-02-03', text: 'x' };
    expect((await commissioner.send('POST', '/api/notes', body)).status).toBe(403);
  });
});

describe('money figures', () => {
  const cost = {
    low: 35,
    central: 42,
    high: 50,
    minutes: 10,
    includes: 'with qualification costs',
    priceYear: '2023/24',
    source: 'A published list of unit costs',
  };
  const point = {
    low: 10_000,
    central: 13_000,
    high: 16_000,
    attribution: 0.5,
    priceYear: '2019',
    source: 'A guide of the Treasury',
  };
  const ids = async (key: 'metrics' | 'off'): Promise<string[]> => {
    const { body } = await commissioner.get('/api/catalogue');
    return (body[key] as { id: string }[]).map(({ id }) => id);
  };

  it('are not offered until set, then carry what they assume, and go when switched off', async () => {
    expect(await ids('off')).toEqual(['gp-time-value', 'wellby']);
    expect(await ids('metrics')).not.toContain('wellby');
    const refused = await commissioner.get('/api/figures/gp-time-value');
    expect(refused.status).toBe(404);
    expect(JSON.stringify(refused.body)).toContain('No cost of a GP consultation has been set');

    expect((await manager.send('PUT', '/api/values/wellby', point)).status).toBe(200);
    expect(await ids('off')).toEqual(['gp-time-value']);
    const { body } = await commissioner.get('/api/figures/wellby');
    const words = (body as unknown as Figure).provenance.assumptions;
    expect(words).toMatch(/^£13,000 \(£10,000 to £16,000\).*2019 prices.*Set by the service on /);
    const address = '/api/files/wellby?format=svg';
    expect((await fileOf(commissioner, served.url, address)).bytes.toString('utf8')).toContain(
      '2019 prices',
    );

    const off = await manager.send('DELETE', '/api/values/wellby');
    expect((off.body['settings'] as unknown[]).length).toBe(2);
    expect(await ids('off')).toEqual(['gp-time-value', 'wellby']);
  });

  it('offer costs that came with the data, and use none of their own accord', async () => {
    await database().query(
      'load a cost',
      `insert into cost (item, unit_cost_gbp, price_year, source, load_id)
       select 'GP consultation', 42.5, 2023, 'A published list', max(load_id) from import_load`,
    );
    const { body } = await manager.get('/api/values');
    expect(body['costs']).toEqual([
      { item: 'GP consultation', pounds: 42.5, priceYear: '2023', source: 'A published list' },
    ]);
    expect(await ids('off')).toContain('gp-time-value');
  });

  it('keep every setting for good, and log who set it', async () => {
    const kept = database().query('change a setting', 'update value_setting set set_by = $1', [
      'x',
    ]);
    await expect(kept).rejects.toThrow('P0001');
    const lines = await database().query<{ target: string; detail: string }>(
      'audit of settings',
      `select target, detail from audit_event where action = 'settings' order by event_id`,
    );
    expect(lines).toEqual([
      { target: 'wellby', detail: 'money figure set' },
      { target: 'wellby', detail: 'money figure switched off' },
    ]);
  });

  it('are the manager’s and the administrator’s to set, with a range, a year and a source', async () => {
    expect((await commissioner.send('PUT', '/api/values/wellby', {})).status).toBe(403);
    expect((await commissioner.get('/api/values')).status).toBe(403);
    const flat = { ...cost, low: 42, high: 42 };
    expect((await manager.send('PUT', '/api/values/gp-time-value', flat)).status).toBe(400);
    expect((await manager.send('PUT', '/api/values/wait', cost)).status).toBe(404);
  });
});

describe('saved cohorts', () => {
  it('are kept by account, shared on request, in canonical form', async () => {
    const body = {
      name: 'Older',
      query: 'sex=female&to=2026-03&from=2025-04',
      shared: false,
    };
    expect((await manager.send('POST', '/api/cohorts', body)).status).toBe(201);
    const listed = async (browser: Browser) =>
      (await browser.get('/api/cohorts')).body['cohorts'] as {
        id: string;
        query: string;
        own: boolean;
      }[];
    expect((await listed(manager))[0]?.query).toMatch(/^from=2025-04&to=2026-03&sex=/);
    expect(await listed(commissioner)).toEqual([]);
    await manager.send('POST', '/api/cohorts', { ...body, shared: true });
    const [seen, ...more] = await listed(commissioner);
    expect([seen?.own, more]).toEqual([false, []]);
    expect((await commissioner.send('DELETE', `/api/cohorts/${seen?.id}`)).status).toBe(404);
    expect((await manager.send('DELETE', `/api/cohorts/${seen?.id}`)).status).toBe(204);
    expect(await listed(manager)).toEqual([]);
  });

  it('are refused when they are no cohort', async () => {
    const body = { name: 'x', query: 'postcode=SE13', shared: false };
    expect((await manager.send('POST', '/api/cohorts', body)).status).toBe(400);
  });
});
