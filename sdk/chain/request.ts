import type { FetchGetUrlFunc, FetchRequest } from "ethers"

/**
 * A request of ethers to a node.
 *
 * @param timeout how long to wait for an answer, in milliseconds
 */
export async function requestTo(url: string, timeout: number): Promise<FetchRequest> {
  const { FetchRequest } = await import("ethers")
  const request = new FetchRequest(url)
  request.timeout = timeout
  // Browsers have workers but no such sockets: there ethers asks by fetch.
  if (typeof Worker === "undefined" && /^https?:/.test(url)) request.getUrlFunc = await closingSockets(url)
  return request
}

/**
 * Where a node does not answer in time, ethers gives up but leaves the socket open; and as long as the node keeps silent, that keeps the process from ending. These
 * requests have sockets of their own, which are closed then.
 */
async function closingSockets(url: string): Promise<FetchGetUrlFunc> {
  const { FetchRequest, isError } = await import("ethers")
  const { Agent } = await (url.startsWith("https:") ? import("node:https") : import("node:http"))
  const agent = new Agent({ keepAlive: true })
  const getUrl = FetchRequest.createGetUrlFunc({ agent })
  return async (request, signal) => {
    try {
      return await getUrl(request, signal)
    } catch (error) {
      if (isError(error, "TIMEOUT")) agent.destroy()
      throw error
    }
  }
}
