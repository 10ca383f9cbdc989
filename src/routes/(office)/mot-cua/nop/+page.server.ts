import { listSectors, listServices } from '#server/modules/catalogue/index.ts'
import { readDossierCode } from '#server/modules/dossiers/index.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { m } from '#shared/messages/index.ts'
import type { PageServerLoad } from './$types'

/** The procedures a counter takes in, and the code of what it has just sent to another agency. */
export const load: PageServerLoad = ({ locals, url }) => {
  const officer = requireRole(locals.actor, 'one_stop')
  const sent = readDossierCode(url.searchParams.get('xong') ?? '')
  return perform(officer, async (work) => {
    const services = await listServices(work)
    const sectors = await listSectors(work)
    return {
      sent: sent ? m.dossiers.takingIn.sent(sent) : '',
      groups: sectors.flatMap(({ code, name }) => {
        const items = services.filter(
          ({ sector, channels, outageChannels }) =>
            sector.code === code && [...channels, ...outageChannels].some((channel) => channel !== 'online'),
        )
        return items.length > 0
          ? [{ name, items: items.map((one) => ({ code: one.code, name: one.plainName })) }]
          : []
      }),
    }
  })
}
