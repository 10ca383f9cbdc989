/** Takes one dossier of the demo the whole way on the installation this process is pointed at; prints its code and check page as JSON. */
import { openStageWithQueue } from '../../releases/stage-with-queue.ts'
import { setScene } from '../../rights/scenes.ts'

const { code, checkCode } = await setScene(await openStageWithQueue(), 'returned')
process.stdout.write(JSON.stringify({ code, check: `/kiem-tra/${checkCode}` }))
process.exit(0)
