import { error, fail, redirect } from '@sveltejs/kit'
import { findAgency } from '#server/modules/agencies/index.ts'
import { payByCode } from '#server/modules/dossiers/index.ts'
import { verifiedAccounts } from '#server/modules/payments/index.ts'
import { config } from '#server/platform/config.ts'
import { readPost } from '#server/platform/forms/read-post.ts'
import { perform } from '#server/platform/work.ts'
import { bankName } from '#shared/banks.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'
import { drawQr } from '#ui/show/draw-qr.server.ts'

/** Where the QR of an agency's poster leads: who is paid, and at which account, before any bank app opens. */
export const load = ({ params, locals }) =>
  perform(locals.actor, async (work) => {
    const agency = await findAgency(work, params.coQuan)
    if (!agency) error(404, { message: m.ui.errors.notFound.title })
    const accounts = await verifiedAccounts(work, agency.id)
    return {
      name: agency.name,
      accounts: accounts.map(({ bin, number, holder, verifiedAt }) => ({
        number,
        holder,
        bank: bankName(bin),
        verifiedOn: formatDate(localDay(verifiedAt)),
      })),
      qr: drawQr(`${config.ORIGIN}/thanh-toan/co-quan/${agency.id}`),
    }
  })

export const actions = {
  default: async ({ request, locals, getClientAddress }) => {
    const { fields } = await readPost(request)
    const { code = '', checkCode = '' } = Object.fromEntries(fields)
    const typed = { code: code.slice(0, 80), checkCode: checkCode.trim().slice(0, 40) }
    if (typed.code.trim() === '') return fail(422, { typed, refusal: m.payments.payer.poster.noCode })
    let path: string | undefined
    try {
      path = await payByCode({ ...typed, actor: locals.actor, address: getClientAddress() })
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure
      return fail(failure.status, { typed, refusal: m.refusal(failure.code, failure.details) })
    }
    if (!path) return fail(409, { typed, refusal: m.payments.payer.poster.nothing })
    redirect(303, path)
  },
}
