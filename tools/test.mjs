// npm test. Plain JavaScript for any Node from 18 on, with nothing installed yet: installs, then hands over to test.ts.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, pinnedNode, refuseOldNode } from './start/install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

refuseOldNode()
await install(root, { forDevelopment: true })
const bin = join(root, 'node_modules/.bin')
const { status } = spawnSync(pinnedNode(root), [join(root, 'tools/test.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    // As npm start does: whatever is started a second time reads its modules already compiled.
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`,
  },
})
process.exit(status ?? 1)
