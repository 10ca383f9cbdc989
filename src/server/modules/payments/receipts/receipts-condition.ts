import { findAgency } from '#server/modules/agencies/index.ts'
import { system } from '#server/platform/actor.ts'
import { defineCondition, type Finding } from '#server/platform/watch/conditions.ts'
import { perform } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import { listWithoutCollector } from './collector-queries.ts'
import { sumOwed } from './number-queries.ts'
import { countUnsignedBefore } from './receipt-queries.ts'

const minuteMs = 60_000

/** Whether everybody who paid has a receipt: agencies without a tax code owe them, and those without a signature wait for it. */
export const receiptsCondition = defineCondition({
  name: 'receipts',
  told: 'anyone',
  check: (): Promise<Finding> =>
    perform(system, async (work) => {
      const owed = await sumOwed(work.tx)
      const unsigned = await countUnsignedBefore(work.tx, new Date(Date.now() - 15 * minuteMs))
      const without = await listWithoutCollector(work.tx, localDay(new Date()))
      const count = owed.reduce((sum, one) => sum + one.count, 0)
      const figures = [
        { name: 'nhip_receipts_owed', help: 'Orders paid whole without a receipt', value: count },
        {
          name: 'nhip_receipts_unsigned',
          help: 'Receipts without a signature for a quarter of an hour',
          value: unsigned,
        },
      ]
      const named = owed[0]?.agencyId ?? without[0]
      const agency = named ? ((await findAgency(work, named))?.name ?? named) : ''
      const details = { owed: count, agencies: owed.length, unsigned, without: without.length, agency }
      if (count > 0) return { state: 'bad', code: 'receipts.owed', details, figures }
      if (unsigned > 0) return { state: 'warning', code: 'receipts.unsigned', details, figures }
      if (without.length > 0) return { state: 'warning', code: 'receipts.no_tax_code', details, figures }
      return { state: 'good', code: 'receipts.whole', details, figures }
    }),
})
