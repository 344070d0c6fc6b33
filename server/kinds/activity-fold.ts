import { codeOrdinal } from '../dimensions/codes.ts';
import type { Fold } from '../counting/kernel.ts';
import type { Snapshot } from '../episodes/snapshot.ts';

/** The vector of onward activities: each part nested in the one its share is taken of. */
export const ACTIVITY = {
  made: 0,
  answered: 1,
  accepted: 2,
  attended: 3,
  due: 4,
  sustained: 5,
  signposts: 6,
  greenUnknown: 7,
  width: 8,
} as const;

const YES = 1;
const UNKNOWN = 2;
const NOT_DUE = 2;

/**
 * Adds up offers: made, answered, accepted, attended, of those begun 5 weeks before the data ends
 * (due), sustained. Signposts are information given,
 * counted apart and never in a denominator. An activity attended counts as accepted, whatever the
 * answer column says, so that no step holds more than the one before it.
 */
export function activityFold(snapshot: Snapshot, greenOnly: boolean): Fold {
  const onward = snapshot.tables.onward;
  const [kind, response, green] = ['kind', 'response', 'green'].map((name) => onward.column(name));
  const [attended, sustained] = ['attended', 'sustained'].map((name) => onward.column(name));
  const signpost = codeOrdinal('onward_kind', 'signpost');
  const yes = codeOrdinal('onward_response', 'accepted_by_person');
  const no = codeOrdinal('onward_response', 'declined_by_person');
  return {
    table: 'onward',
    width: ACTIVITY.width,
    add: (row, out, at) => {
      if (green![row] === UNKNOWN) out[at + ACTIVITY.greenUnknown]!++;
      if (greenOnly && green![row] !== YES) return;
      if (kind![row] === signpost) {
        out[at + ACTIVITY.signposts]!++;
        return;
      }
      out[at]!++;
      const came = attended![row] === 1;
      const accepted = came || response![row] === yes;
      if (accepted || response![row] === no) out[at + ACTIVITY.answered]!++;
      if (!accepted) return;
      out[at + ACTIVITY.accepted]!++;
      if (!came) return;
      out[at + ACTIVITY.attended]!++;
      if (sustained![row] === NOT_DUE) return;
      out[at + ACTIVITY.due]!++;
      if (sustained![row] === 1) out[at + ACTIVITY.sustained]!++;
    },
  };
}
