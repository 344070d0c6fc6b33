import type { Transaction } from '../database/connect.ts';
import { Pseudonyms } from './cells/identity.ts';
import { contracts } from './contract/index.ts';
import type { Contract } from './contract/contract.ts';
import type { Context } from './convert/context.ts';
import type { Severity, RuleId } from './rules.ts';
import type { Extract } from './extract.ts';
import type { LoadOptions } from './load.ts';
import type { SourceMapping } from './mapping.ts';
import type { PlannedFile } from './plan.ts';
import { KnownPractices } from './practice-numbers.ts';
import type { Limits } from './read/limits.ts';
import { Refusal } from './read/refusal.ts';
import { Reader } from './reader.ts';
import { appointmentsStraightIn, canGoStraight, straightFrame } from './straight.ts';
import { stageNeeds } from './stage/cases.ts';
import { keepAppointmentPeople } from './stage/appointments.ts';
import { settleDuplicates } from './stage/duplicates.ts';
import { Changes, createStage, dropStage, Stage } from './stage/stage.ts';
import type { LoadState } from './stage/stage.ts';
import { stages } from './stages.ts';
import type { StageSteps } from './stages.ts';
import { isSuperseded, previousRows } from './store-checks.ts';

export interface RunParts {
  readonly db: Transaction;
  readonly extract: Extract;
  readonly planned: readonly PlannedFile[];
  readonly mapping: SourceMapping;
  readonly limits: Limits;
  readonly options: LoadOptions;
  readonly loadId: number;
  readonly sourceNo: number;
}

/** One load while it runs: takes the files kind by kind through staging, checks and merge. */
export class LoadRun {
  readonly db: Transaction;
  readonly extract: Extract;
  readonly planned: readonly PlannedFile[];
  readonly loadId: number;
  readonly sourceNo: number;
  readonly changes = new Changes();
  /** Day the extract was taken, else today. */
  readonly extractedOn: string;
  /** The store had nobody before this load. */
  firstPeople = false;
  readonly #parts: RunParts;
  readonly #stages = new Map<string, Stage>();
  #state: LoadState | undefined;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.db = parts.db;
    this.extract = parts.extract;
    this.planned = parts.planned;
    this.loadId = parts.loadId;
    this.sourceNo = parts.sourceNo;
    const taken = parts.extract.manifest.extracted_at ?? new Date().toISOString();
    this.extractedOn = taken.slice(0, 10);
  }

  refused(): boolean {
    return this.planned.some((file) => file.refusals.length > 0);
  }

  stageOf(name: string): Stage | undefined {
    return this.#stages.get(name);
  }

  personLevel(): boolean {
    return this.planned.some((file) => file.match?.contract.personLevel);
  }

  async loadFiles(): Promise<void> {
    await this.#begin();
    this.#requireCoverage();
    await this.#compareSizes();
    const reader = new Reader(this.db, await this.#context(), this.#parts);
    try {
      for (const [name, steps] of Object.entries(stages)) await this.#loadKind(name, steps, reader);
    } finally {
      await reader.cancelAhead();
    }
  }

  async #loadKind(name: string, steps: StageSteps, reader: Reader): Promise<void> {
    const files = this.#filesOf(name);
    if (files.length === 0 && !(name === 'referral_needs' && this.#hasNeeds())) return;
    if (files.some((file) => file.match?.contract.personLevel)) await this.#beginPeople(reader);
    const straight = name === 'gp_appointments' && this.#straight && !this.refused();
    if (straight && (await this.#goStraight(name, files, reader))) {
      this.#checkShares(files);
      return;
    }
    // Files about people are parts of one whole. Reference files are each a whole: two of them may
    // well speak of the same practice.
    const wholes = baseContract(name).personLevel ? [files] : files.map((file) => [file]);
    for (const whole of wholes) {
      await this.#loadStage(name, whole, reader, steps);
      if (wholes.length > 1) await dropStage(this.db, baseContract(name));
      this.#checkShares(whole);
    }
  }

  #filesOf(stage: string): PlannedFile[] {
    return this.planned.filter((file) => file.match?.contract.stage === stage);
  }

  #straight = false;
  #begun = false;

  /** The places are in: rows about people can be converted, the most numerous while the others merge. */
  async #beginPeople(reader: Reader): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    await reader.beginPeople(this.loadId, this.sourceNo);
    const files = this.#filesOf('gp_appointments');
    this.#straight = await canGoStraight(this.db, files, this.#filesOf('people'));
    if (!this.#straight || this.refused()) return;
    for (const file of files) reader.readAhead(file, straightFrame(this, file));
  }

  async #goStraight(name: string, files: readonly PlannedFile[], reader: Reader): Promise<boolean> {
    const stage = this.#stage(name, files, new Set());
    if (!(await appointmentsStraightIn(reader, stage, files))) return false;
    this.#stages.set(name, stage);
    await reader.practices.keepPlaceholders(this.db, this.loadId);
    if (!this.refused()) await keepAppointmentPeople(stage);
    return true;
  }

  async #loadStage(
    name: string,
    files: readonly PlannedFile[],
    reader: Reader,
    steps: StageSteps,
  ): Promise<void> {
    await createStage(this.db, baseContract(name));
    const filled = new Set<string>();
    for (const file of files) {
      const columns = await reader.read(file, `stage_${name}`, this.refused());
      for (const column of columns) filled.add(column);
    }
    await reader.practices.keepPlaceholders(this.db, this.loadId);
    if (this.refused()) return;
    const stage = this.#stage(name, files, filled);
    this.#stages.set(name, stage);
    this.#parts.options.onProgress?.({ ...reader.progress(), phase: 'merging', file: name });
    if (name === 'referral_needs') {
      const referrals = this.#stages.get('referrals');
      if (referrals && this.#hasNeeds()) await stageNeeds(referrals, stage);
    }
    await steps.prepare?.(stage);
    await settleDuplicates(stage);
    const national = files.filter((file) => !file.named).map((file) => file.no);
    await steps.load(stage, national);
    if (name === 'gp_appointments') await keepAppointmentPeople(stage);
    await this.#takeRejects();
  }

  #stage(name: string, files: readonly PlannedFile[], filled: ReadonlySet<string>): Stage {
    const referrals = this.planned.filter((file) => file.match?.contract.stage === 'referrals');
    const of = files.length > 0 ? files : referrals;
    const ordered = of.every((file) => file.findings.order.mostlyRising);
    const numbers = of.map((file) => file.no);
    return new Stage(
      this.#state!,
      baseContract(name),
      numbers,
      filled,
      ordered,
      files.length === 0,
    );
  }

  #hasNeeds(): boolean {
    return this.planned.some(
      ({ match }) =>
        match?.contract.name === 'referrals' &&
        (match.places.has('needs') || match.places.has('primary_need')),
    );
  }

  async #begin(): Promise<void> {
    const { manifest } = this.extract;
    await this.db.query(
      'rejects found in PostgreSQL',
      'create temp table load_reject (file_no smallint, row_no integer, column_name text, rule text) on commit drop',
    );
    const [found] = await this.db.query<{ nobody: boolean }>(
      'look for people',
      'select not exists (select 1 from person) as nobody',
    );
    this.firstPeople = found!.nobody;
    this.#state = {
      db: this.db,
      loadId: this.loadId,
      sourceNo: this.sourceNo,
      mode: manifest.mode,
      coversFrom: manifest.covers_from ?? null,
      coversTo: manifest.covers_to ?? null,
      extractedOn: this.extractedOn,
      firstPeople: this.firstPeople,
      superseded: await isSuperseded(this.db, this.sourceNo, manifest.extracted_at),
      changes: this.changes,
      note: (
        fileNo: number,
        rule: RuleId,
        column: string,
        rows: number,
        detail = '',
        severity?: Severity,
      ) => this.#file(fileNo).findings.note(rule, column, severity, detail, rows),
      refuse: (fileNo: number, rule: RuleId, detail: string, column = '') => {
        this.#file(fileNo).refusals.push(new Refusal(rule, detail, column));
      },
    };
  }

  #file(no: number): PlannedFile {
    return this.planned[no - 1]!;
  }

  async #context(): Promise<Omit<Context, 'practices'> & { practices: KnownPractices }> {
    const { manifest } = this.extract;
    const { options, mapping } = this.#parts;
    const postcodes = new Map<string, string>();
    if (
      this.planned.some(
        ({ match }) => match?.contract.name === 'people' && match.places.has('postcode'),
      )
    ) {
      const rows = await this.db.query<{ postcode: string; lsoa21: string }>(
        'areas of postcodes',
        'select postcode, lsoa21 from postcode_lookup',
      );
      for (const row of rows) postcodes.set(row.postcode, row.lsoa21);
    }
    return {
      pseudonyms: new Pseudonyms(options.pseudonymKey, manifest.source_system),
      demo: manifest.demo ?? false,
      extractedOn: this.extractedOn,
      extractedAt: manifest.extracted_at?.slice(0, 10) ?? null,
      practices: await KnownPractices.read(this.db),
      lsoaOf: (postcode) => postcodes.get(postcode),
      terms: mapping.terms,
    };
  }

  /** Appointments say nothing of people who have none, unless it is known which days they cover (3.15). */
  #requireCoverage(): void {
    const has = (name: string): boolean =>
      this.planned.some(({ match }) => match?.contract.name === name);
    if (has('gp_coverage')) return;
    for (const file of this.planned) {
      if (file.match?.contract.name === 'gp_appointments') this.#coverageNeeded = file;
    }
  }

  #coverageNeeded: PlannedFile | undefined;

  /** V07 */
  async #compareSizes(): Promise<void> {
    const { manifest } = this.extract;
    if (this.#coverageNeeded) {
      const [known] = await this.db.query<{ any: boolean }>(
        'look for coverage',
        'select exists (select 1 from gp_coverage where source_no = $1) as any',
        [this.sourceNo],
      );
      if (!known!.any)
        this.#coverageNeeded.refusals.push(new Refusal('V01', 'gp_coverage.csv must come with it'));
    }
    this.#previous = await previousRows(this.db, manifest.source_system, this.loadId);
  }

  #previous: ReadonlyMap<string, number> = new Map();

  /** V06 and V07, once the rows of a kind of file are counted. */
  #checkShares(files: readonly PlannedFile[]): void {
    const { confirm = [], quarantineLimit = 0.1 } = this.#parts.options;
    for (const { findings, refusals } of files) {
      const share = findings.read === 0 ? 0 : findings.rejects.length / findings.read;
      if (share > quarantineLimit && !confirm.includes('V06')) {
        refusals.push(
          new Refusal(
            'V06',
            `${findings.rejects.length} of ${findings.read} rows; at most ${quarantineLimit * 100}%`,
          ),
        );
      }
    }
    const contract = files[0]?.match?.contract;
    if (!contract || this.extract.manifest.mode !== 'full' || confirm.includes('V07')) return;
    const before = this.#previous.get(contract.name) ?? 0;
    const rows = files.reduce((sum, file) => sum + file.findings.read, 0);
    if (contract.personLevel && rows < before * 0.8) {
      files[0]!.refusals.push(
        new Refusal('V07', `${rows} rows; the last full extract had ${before}`),
      );
    }
  }

  /** Rows quarantined by SQL join those quarantined by cell. */
  async #takeRejects(): Promise<void> {
    const rows = await this.db.query<{
      file_no: number;
      row_no: number;
      column_name: string;
      rule: RuleId;
    }>(
      'collect rejects',
      'with taken as (delete from load_reject returning *) select * from taken order by file_no, row_no',
    );
    for (const row of rows)
      this.#file(row.file_no).findings.reject(row.row_no, row.column_name, row.rule);
  }
}

/** The contract that gives a staging table its columns. */
function baseContract(stage: string): Contract {
  return contracts.find((each) => each.name === stage)!;
}
