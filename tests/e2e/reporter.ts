/** One line a journey, and the line every check of `npm test` ends with: `N passed, N failed`. */
import { relative } from 'node:path'
import type { FullConfig, Reporter, Suite, TestCase, TestError, TestResult } from '@playwright/test/reporter'

export default class OneLineEach implements Reporter {
  private readonly counts = { passed: 0, failed: 0, skipped: 0 }
  private began = performance.now()

  onBegin(_: FullConfig, suite: Suite): void {
    console.log(`# ${suite.allTests().length} journeys, houses ready after ${secondsSince(this.began)}`)
  }

  onTestEnd({ title }: TestCase, { status, duration, errors, annotations, attachments }: TestResult): void {
    const took = `(${(duration / 1000).toFixed(1)} s)`
    if (status === 'passed') {
      this.counts.passed++
      console.log(`ok ${title} ${took}`)
    } else if (status === 'skipped') {
      this.counts.skipped++
      const why = annotations.find(({ type }) => type === 'skip')?.description
      console.log(`skipped ${title}: ${why ?? 'a journey before it failed'}`)
    } else {
      this.counts.failed++
      console.log(`not ok ${title} ${took}`)
      for (const error of errors) console.log(indent(textOf(error)))
      for (const { path } of attachments) if (path) console.log(`    # ${relative(process.cwd(), path)}`)
    }
  }

  onError(error: TestError): void {
    this.counts.failed++
    console.log(`not ok what stands around the journeys\n${indent(textOf(error))}`)
  }

  onEnd(): void {
    const { passed, failed, skipped } = this.counts
    if (skipped > 0) console.log(`${skipped} skipped`)
    console.log(`${passed} passed, ${failed} failed in ${secondsSince(this.began)}`)
  }
}

function secondsSince(moment: number): string {
  return `${((performance.now() - moment) / 1000).toFixed(1)} s`
}

function textOf({ stack, message, value }: TestError): string {
  return stack ?? message ?? value ?? ''
}

function indent(text: string): string {
  return text
    .split('\n')
    .slice(0, 24)
    .map((line) => `    ${line}`)
    .join('\n')
}
