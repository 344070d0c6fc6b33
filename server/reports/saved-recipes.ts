import type { Recipe } from '#figure/recipe.ts';
import { isAccountId } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Queries } from '../database/connect.ts';
import { HttpError } from '../http-error.ts';

export interface SavedRecipe {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly own: boolean;
  readonly by: string;
  /** As it was saved: read it with parseRecipe, places and figures may be gone. */
  readonly recipe: unknown;
}

const most = 100;

/** Own recipes and those others share, own first. The command line, with no account, sees all. */
export async function recipesOf(
  database: Queries,
  viewer: Viewer | null,
): Promise<readonly SavedRecipe[]> {
  const found = await database.query<SavedRecipe>(
    'saved recipes',
    `select recipe_id as id, r.name, shared, coalesce(account_id = $1::uuid, false) as own,
       a.name as by, recipe
     from report_recipe r join account a using (account_id)
     where $2 or account_id = $1::uuid or shared
     order by own desc, lower(r.name), r.made_at limit $3`,
    [viewer && isAccountId(viewer.id) ? viewer.id : null, viewer === null, 2 * most],
  );
  return found.map((each) =>
    each.own || viewer === null ? each : { ...each, recipe: withoutExact(each.recipe) },
  );
}

/** Exact numbers noted beside commentary are their owner's: others get the recipe under control. */
function withoutExact(recipe: unknown): unknown {
  const held = recipe as Partial<Recipe> | null;
  if (held?.policy !== 'exact') return recipe;
  return { ...held, policy: null, cards: held.cards?.map((card) => ({ ...card, bound: {} })) };
}

/** Saves under a name; the viewer's own of that name is replaced. @returns its id */
export async function saveRecipe(
  database: Queries,
  {
    name,
    shared,
    recipe,
  }: { readonly name: string; readonly shared: boolean; readonly recipe: Recipe },
  viewer: Viewer,
): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    'save a recipe',
    `insert into report_recipe (account_id, name, shared, recipe)
     select $1, $2, $3, $4 where (select count(*) from report_recipe where account_id = $1) < $5
     on conflict (account_id, name)
       do update set shared = excluded.shared, recipe = excluded.recipe, changed_at = now()
     returning recipe_id as id`,
    [viewer.id, name, shared, JSON.stringify(recipe), most],
  );
  if (row) return row.id;
  throw new HttpError(`${most} recipes are saved already`, 409, { wayOut: 'Delete one first.' });
}

/** @throws HttpError 404 for a recipe that is not the viewer's own */
export async function deleteRecipe(database: Queries, id: string, viewer: Viewer): Promise<void> {
  const rows = isAccountId(id)
    ? await database.query(
        'delete a recipe',
        'delete from report_recipe where recipe_id = $1 and account_id = $2 returning 1',
        [id, viewer.id],
      )
    : [];
  if (rows.length === 0)
    throw new HttpError('no such recipe', 404, { wayOut: 'Only whoever saved it can delete it.' });
}
