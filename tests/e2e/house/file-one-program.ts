/** Takes one dossier of the demo the whole way on the installation this process is pointed at and lays papers out; prints where all of it is seen, as JSON. */
import { openStageWithQueue } from '../../releases/stage-with-queue.ts'
import { setScene } from '../../rights/scenes.ts'
import { layPapersOut } from './lay-papers-out.ts'

const laid = await layPapersOut()
const { code, checkCode } = await setScene(await openStageWithQueue(), 'returned')
process.stdout.write(JSON.stringify({ code, check: `/kiem-tra/${checkCode}`, laid }))
process.exit(0)
