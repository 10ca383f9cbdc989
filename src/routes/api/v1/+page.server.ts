import { api } from '#server/api/app.ts'
import type { PageServerLoad } from './$types'
import { listRefusals } from './list-refusals.ts'
import { type Contract, routesUnder, schemasOf } from './read-contract.ts'

let known: ReturnType<typeof readPage> | undefined

/** The contract does not change while the program runs. */
export const load: PageServerLoad = async ({ setHeaders }) => {
  setHeaders({ 'cache-control': 'public, max-age=300' })
  known ??= readPage((await (await api.request('/api/v1/openapi.json')).json()) as Contract)
  return known
}

function readPage(contract: Contract) {
  return {
    paragraphs: contract.info.description.split('\n\n').map((text) => text.replaceAll('\n', ' ')),
    groups: contract.tags.map(({ name, description }) => ({
      name,
      id: name.toLowerCase().replaceAll(' ', '-'),
      description,
      routes: routesUnder(contract, name),
    })),
    schemas: schemasOf(contract),
    refusals: listRefusals(),
  }
}
