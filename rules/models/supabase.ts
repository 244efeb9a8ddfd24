import { libraryModel } from '../../engine/model.ts';

/** Facts: https://supabase.com/docs/reference/javascript/or ("expects you to use the raw PostgREST syntax"), …/filter, …/not. */
const CHAINED = [
  ...['select', 'eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'like', 'ilike', 'is', 'in', 'contains', 'containedBy', 'or'],
  ...['filter', 'not', 'match', 'order', 'limit', 'range', 'single', 'maybeSingle', 'update', 'delete', 'textSearch'],
];

export default libraryModel({
  package: ['@supabase/supabase-js', '@supabase/ssr', '@supabase/postgrest-js'],
  types: [
    {
      type: 'SupabaseClient',
      is: [
        'createClient()',
        'createServerClient()',
        'createBrowserClient()',
        'PostgrestClient#',
        'SupabaseClient#schema()',
      ],
    },
    {
      type: 'Query',
      is: ['SupabaseClient#from()', 'SupabaseClient#rpc()', ...CHAINED.map((name) => `Query#${name}()`)],
    },
  ],
  sinks: [
    { rule: 'orm-operator-injection', call: ['Query#or'], argument: 0, kinds: ['sql-value'] },
    { rule: 'orm-operator-injection', call: ['Query#filter', 'Query#not'], argument: 1, kinds: ['sql-value'] },
  ],
});
