import { configureGlobal } from 'fast-check'

/**
 * Property tests try the same inputs in every run, so that what passed once passes again on the same code. To look for new ones:
 * `COURTESY_SEED=random npm run test:unit`, or a number to repeat a run; a counterexample found so becomes an `example` of its test.
 */
const asked = process.env['COURTESY_SEED']
if (asked !== 'random') configureGlobal({ seed: asked === undefined ? 20_261_130 : Number(asked) })
