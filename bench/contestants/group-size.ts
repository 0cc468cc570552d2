/** How many members each contestant's group has; the circuits' size does not depend on it. */
export const GROUP_SIZE = 200
