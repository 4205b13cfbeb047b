import type { CsvProgress } from '#shared/contract/records/search.ts'
import { Failure, raise } from '#shared/contract/result.ts'
import type { RecordsContext } from '../context.ts'
import type { CsvProblem } from './csv-contact.ts'
import { turn } from './chunks.ts'
import { bringInHidden, decide, stagedRows } from './csv-move.ts'
import { importAudit, Stopped, type CsvOrder, type CsvRun } from './csv-run.ts'
import { NotCsv } from './csv-rows.ts'
import { stageRecords } from './csv-stage.ts'
import { complete, takeBack } from './settle.ts'

/** Most problems kept for showing; all are counted. */
const mostProblems = 10_000
/** Milliseconds between two reports of progress. */
const reportEvery = 150
/** Before a decided import that met a full disk goes on. Milliseconds. */
const againAfter = 3000

/**
 * One import.
 *
 *   checking ──every record read, checked, staged──▶ importing ──decided──▶ finishing ──▶ done
 *      │                                                 │                       └──store closed, a fault──▶ later
 *      └──cancel, problems and "stop", disk full──▶ undoing ──▶ cancelled, failed
 *
 * Importing, rows come into the tables in short transactions, seen by nobody; one tiny transaction decides, and all of them are there.
 * Finishing, contacts that were there before get what the file has for them. Other writes go in between all the time. Cut off
 * before the decision, the next opening takes everything back; cut off after it, the next opening completes it.
 */
export class CsvJob implements CsvRun {
  readonly order: CsvOrder
  readonly problems: CsvProblem[] = []
  /** All that was noted, also what is not kept any more. */
  noted = 0
  readonly progress: CsvProgress
  readonly #context: RecordsContext
  #cancelled = false
  #decided = false
  #reported = 0

  constructor(context: RecordsContext, order: CsvOrder, total: number) {
    this.#context = context
    this.order = order
    this.progress = {
      jobId: order.jobId,
      state: 'checking',
      rows: 0,
      done: 0,
      total,
      created: 0,
      merged: 0,
      skipped: 0,
      problems: 0,
      messageKey: null,
    }
  }

  get running(): boolean {
    return ['checking', 'importing', 'undoing', 'finishing'].includes(this.progress.state)
  }

  cancel(): void {
    this.#cancelled = true
  }

  /** Lets other calls be answered, reports progress now and then, and ends the job when it was cancelled. */
  async breathe(): Promise<void> {
    await this.#turn()
    if (this.#cancelled) throw new Stopped('cancelled', null)
  }

  async #turn(): Promise<void> {
    if (performance.now() - this.#reported > reportEvery) this.report()
    await turn()
  }

  report(): void {
    this.#reported = performance.now()
    this.#context.emit('csv.progress', { ...this.progress })
  }

  /** Notes what is wrong with a record. */
  problem(problem: CsvProblem): void {
    this.progress.problems++
    this.remark(problem)
  }

  /** Notes why a record was left out that has nothing wrong with it. */
  remark(problem: CsvProblem): void {
    this.noted++
    if (this.problems.length < mostProblems) this.problems.push(problem)
  }

  /** Runs to the end; never throws. */
  async run(): Promise<void> {
    try {
      await stageRecords(this.#context, this)
      if (this.progress.problems > 0 && this.order.onProblem === 'stop') throw new Stopped('failed', 'csv.stopped')
      this.progress.state = 'importing'
      this.report()
      await bringInHidden(this.#context, this)
      await this.breathe()
      await decide(this.#context, this)
      this.#decided = true
      await this.#finish()
      this.progress.state = 'done'
    } catch (thrown) {
      await this.#end(thrown)
    }
    this.report()
  }

  /** Nothing stops it any more; on a full disk it waits for room. */
  async #finish(): Promise<void> {
    const store = this.#context.store()
    const { progress } = this
    progress.state = 'finishing'
    for (;;) {
      try {
        progress.done = progress.total - (await stagedRows(store, this.order.jobId))
        this.report()
        const moved = (rows: number): void => void (progress.done += rows)
        await complete(store, this.order.jobId, this.#context.now(), () => this.#turn(), moved)
        progress.messageKey = null
        return
      } catch (thrown) {
        if (!(thrown instanceof Failure && thrown.error.retryable)) throw thrown
        progress.messageKey = thrown.error.messageKey
        this.report()
        await new Promise<void>((resolve) => setTimeout(resolve, againAfter))
      }
    }
  }

  async #end(thrown: unknown): Promise<void> {
    const stopped = this.#reason(thrown)
    if (this.#decided) {
      Object.assign(this.progress, { state: 'later', messageKey: null })
      return
    }
    Object.assign(this.progress, { state: 'undoing', messageKey: stopped.messageKey, created: 0, merged: 0 })
    this.report()
    try {
      const told = importAudit(this, stopped.state === 'cancelled' ? 'import.cancel' : 'import.fail', this.#context.now())
      await takeBack(this.#context.store(), this.order.jobId, () => this.#turn(), told)
    } catch (again) {
      // Nobody sees it, and the next import or opening takes it back; the reason of the end is the one to tell.
      this.#context.log('warn', 'records.csv.takingBackLeft', { thrown: String(again) })
    }
    this.progress.state = stopped.state
  }

  #reason(thrown: unknown): Stopped {
    if (thrown instanceof Stopped) return thrown
    if (thrown instanceof NotCsv) return new Stopped('failed', 'csv.notCsv')
    if (thrown instanceof Failure) return new Stopped('failed', thrown.error.messageKey)
    this.#context.log('error', 'records.csv.failed', { thrown: thrown instanceof Error ? thrown.stack : String(thrown) })
    return new Stopped('failed', 'error.internal')
  }
}

/** The jobs of this process: one at a time, the last few kept so that their problems can be read. */
export class CsvJobs {
  readonly #jobs = new Map<string, CsvJob>()
  readonly #keep = 5

  /** Starts a job; the same id again changes nothing. Throws Failure `conflict` while another one runs. */
  start(context: RecordsContext, order: CsvOrder, total: number): void {
    if (this.#jobs.has(order.jobId)) return
    if ([...this.#jobs.values()].some((job) => job.running)) raise('conflict', 'error.csv.busy')
    const job = new CsvJob(context, order, total)
    this.#jobs.set(order.jobId, job)
    const oldest = this.#jobs.keys().next().value
    if (this.#jobs.size > this.#keep && oldest !== undefined) this.#jobs.delete(oldest)
    void job.run()
  }

  cancel(jobId: string): void {
    this.#jobs.get(jobId)?.cancel()
  }

  /** How far a job is; null for one that is not known (any more). */
  progress(jobId: string): CsvProgress | null {
    const job = this.#jobs.get(jobId)
    return job ? { ...job.progress } : null
  }

  /** A page of a job's problems, in the order of the rows, and how many there are with those not kept; none for a job that is not known any more. */
  problems(
    jobId: string,
    cursor: string | null,
    limit: number,
  ): { items: CsvProblem[]; nextCursor: string | null; total: number } {
    const job = this.#jobs.get(jobId)
    const from = cursor !== null && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0
    const all = job?.problems ?? []
    return {
      items: all.slice(from, from + limit),
      nextCursor: from + limit < all.length ? String(from + limit) : null,
      total: job?.noted ?? 0,
    }
  }
}
