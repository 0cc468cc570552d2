// The kernel's memory: room that is kept (temporaries of the arithmetic, then a proving key), and above it room that is taken for one
// task, wiped and given back. Nothing is freed one by one.

/** Addresses are multiples of this. */
const ALIGNMENT: usize = 8

/** Room for an element of the largest field. */
const LARGEST: usize = 72

const BOTTOM: usize = (__heap_base + ALIGNMENT - 1) & ~(ALIGNMENT - 1)

let top: usize = BOTTOM
/** Where the last temporary ends. */
let temporariesEnd: usize = BOTTOM
/** Up to where memory was handed out since it was last wiped. */
let touched: usize = BOTTOM

/** Set before the kernel gives up for want of memory, which it does with a trap. */
let exhausted: bool = false

/** Room for `size` bytes, of whatever content. Traps when there is no more memory; `isExhausted` tells. */
export function allocate(size: usize): usize {
  const start = top
  // A size so large that the sum wraps round is a lack of memory too.
  const end = start + ((size + ALIGNMENT - 1) & ~(ALIGNMENT - 1))
  if (end < start || size > 0xffff0000) exhaust()
  const pages = ((end - 1) >>> 16) + 1
  const missing = (pages as i32) - memory.size()
  if (missing > 0 && memory.grow(missing) < 0) exhaust()
  top = end
  if (end > touched) touched = end
  return start
}

/** Room for elements of any field, one if not said otherwise, that lasts as long as the kernel. */
export function temporary(count: u32 = 1): usize {
  const start = allocate(LARGEST * count)
  temporariesEnd = top
  return start
}

/** Where the next room will start; to be given to `release`. */
export function mark(): usize {
  return top
}

/** Gives back what was allocated since `mark`, without wiping it. */
export function release(to: usize): void {
  top = to
}

/** Gives back what was allocated since `mark` and wipes it, with the temporaries: nothing of the task remains. */
export function wipe(to: usize): void {
  top = to
  memory.fill(to, 0, touched - to)
  memory.fill(BOTTOM, 0, temporariesEnd - BOTTOM)
  touched = to
}

/** Whether the kernel gave up for want of memory. */
export function isExhausted(): bool {
  return exhausted
}

function exhaust(): void {
  exhausted = true
  unreachable()
}
