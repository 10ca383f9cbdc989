/** Whether the contract, as the program describes it, keeps every rule of Redocly's strict set. Names what does not. */
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { api } from '#server/api/app.ts'

const address = '/api/v1/openapi.json'
const source = await (await api.request(address)).text()
const problems = await lintFromString({
  source,
  absoluteRef: address,
  config: await createConfig({ extends: ['recommended-strict'] }),
})
for (const { ruleId, message, location } of problems) {
  console.error(`${location[0]?.pointer ?? address}: ${message} (${ruleId})`)
}
console.log(`${address}: ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
