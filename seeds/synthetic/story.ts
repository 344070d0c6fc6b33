import { drawActivities, type Onward } from './activities.ts';
import { drawCases, type ReferralCase } from './cases.ts';
import { Histories, STREAM, type History } from './history.ts';
import { personDetails, type PersonDetails } from './person-details.ts';
import type { Plan } from './plan.ts';
import { Random } from './random.ts';
import { Wellbeing, type Assessment } from './wellbeing.ts';
import { Workforce } from './workforce.ts';

/** Everything about one person. `history` is reused for the next person: write it out, do not keep it. */
export interface Story {
  history: History;
  details: PersonDetails;
  cases: ReferralCase[];
}

/** Tells each person's story from the plan and the person's number; each file's writer has its own teller. */
export class Teller {
  readonly plan: Plan;
  private readonly histories: Histories;
  private readonly workforce: Workforce;
  private wellbeing: Wellbeing | undefined;
  private readonly random = new Random(0);

  constructor(plan: Plan) {
    this.plan = plan;
    this.histories = new Histories(plan);
    this.workforce = new Workforce(plan.world);
  }

  of(person: number): Story {
    const { plan, random } = this;
    const history = this.histories.of(person);
    const details = personDetails(plan, history, random.seed(plan.seed, STREAM.person, person));
    random.seed(plan.seed, STREAM.case, person);
    return { history, details, cases: drawCases(plan, this.workforce, history, random) };
  }

  activities(each: ReferralCase): Onward[] {
    return drawActivities(this.plan, each, this.seeded(STREAM.activities, each));
  }

  assessments(each: ReferralCase, history: History): Assessment[] {
    this.wellbeing ??= new Wellbeing(this.plan);
    return this.wellbeing.of(each, history, this.seeded(STREAM.wellbeing, each));
  }

  private seeded(stream: number, each: ReferralCase): Random {
    return this.random.seed(this.plan.seed, stream, Number(each.id.slice(1)));
  }
}
