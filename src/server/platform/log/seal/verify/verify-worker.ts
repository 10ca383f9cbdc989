/** Verifies one range in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { type RangeTask, verifyRange } from './verify-range.ts'

parentPort?.postMessage(await verifyRange(workerData as RangeTask))
