/** Brings the database to what the province's folder says. Repeating it changes nothing. Connects as the tables' owner. */

import { openQueue, perform } from '#server/facts.ts'
import { loadAgencies } from '#server/modules/agencies/index.ts'
import { loadServices } from '#server/modules/catalogue/index.ts'
import { loadDocumentRules } from '#server/modules/documents/index.ts'
import { loadDemoIdentity, readDemoPeople } from '#server/modules/identity/index.ts'
import { loadDemoAccounts, loadDemoCollectors, loadDemoGateways } from '#server/modules/payments/index.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { boss } from '#server/platform/jobs/boss.ts'
import { province, provinceCalendar, provinceFolder } from '#server/platform/province.ts'

province()
provinceCalendar()
await openQueue()
try {
  const { units, agencies } = await perform(system, (work) => loadAgencies(work, provinceFolder))
  console.log(`${units} đơn vị hành chính, ${agencies} cơ quan`)
  const { services } = await perform(system, (work) => loadServices(work, provinceFolder))
  console.log(`${services} thủ tục`)
  const { rules } = await perform(system, (work) => loadDocumentRules(work, provinceFolder))
  console.log(`${rules} quy định về văn bản`)
  if (config.NHIP_DEMO) {
    const people = readDemoPeople()
    await perform(system, (work) => loadDemoIdentity(work, people))
    console.log(`${people.citizens.length + people.staff.length} người thử`)
    const { accounts } = await perform(system, (work) => loadDemoAccounts(work))
    console.log(`${accounts} tài khoản thu thử`)
    const { gateways } = await perform(system, (work) => loadDemoGateways(work))
    console.log(`${gateways} cổng thanh toán thử`)
    const { collectors } = await perform(system, (work) => loadDemoCollectors(work))
    console.log(`${collectors} mã số thuế thử`)
  }
} finally {
  await boss.stop({ graceful: false })
  await pool.end()
}
