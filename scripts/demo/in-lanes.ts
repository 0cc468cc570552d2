/**
 * Runs a task for each item, in their order, so many at a time. After a failure nothing more is begun; what was begun is waited for.
 *
 * @throws what the first task that failed threw
 */
export async function inLanes<Item>(
  items: readonly Item[],
  lanes: number,
  task: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items]
  const failures: { error: unknown }[] = []
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined && failures.length === 0; item = queue.shift()) {
      try {
        await task(item)
      } catch (error) {
        failures.push({ error })
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failures[0] !== undefined) throw failures[0].error
}
