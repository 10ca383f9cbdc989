/** Every address there is, read from the folders, so that a new one cannot be forgotten. */
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'

const root = 'src/routes'

export interface Route {
  /** `/mot-cua/[ma]` */
  id: string
  isPage: boolean
  /** The methods of a `+server.ts` are tested with GET; pages that only redirect have no look of their own. */
  hasLook: boolean
}

/** The address of a folder below `src/routes`. A group in parentheses is a look, not a part of it. */
export function addressOf(folder: string): string {
  return `/${folder}`.replace(/\/(\([^/]*\)|\.?$)/g, '') || '/'
}

export function listRoutes(): Route[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const routes = new Map<string, Route>()
  for (const file of files) {
    const name = /\+(page\.svelte|page\.server\.ts|server\.ts)$/.exec(file)?.[1]
    if (!name) continue
    const folder = dirname(file)
    const id = addressOf(folder)
    const route = routes.get(id) ?? { id, isPage: false, hasLook: false }
    routes.set(id, {
      id,
      isPage: route.isPage || name !== 'server.ts',
      hasLook: route.hasLook || name === 'page.svelte',
    })
  }
  return [...routes.values()].sort((one, other) => one.id.localeCompare(other.id))
}
