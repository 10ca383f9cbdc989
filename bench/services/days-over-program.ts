/**
 * What a worker does every five minutes with what is over by the days, once and in a house's environment: the worker itself holds it
 * while its clock is not the database's, as the clock of a walk is not. Prints how many it ended.
 */
import { openQueue } from '#server/facts.ts'
import { lapsePrerequisites } from '#server/modules/dossiers/prerequisites/lapse.ts'

await openQueue()
console.log(await lapsePrerequisites())
process.exit(0)
