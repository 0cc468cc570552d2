/**
 * Gives everything else on this thread its turn. By a message, not a timer: browsers hold timers back, in a tab in the background to one a
 * second.
 */
export function otherTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
